// Holds a graph against schema.org's vocabulary, as the package schema-dts prints it: types, the properties of each,
// and what a property may hold.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const DECLARATIONS = join(dirname(createRequire(import.meta.url).resolve('schema-dts/package.json')), 'dist', 'schema.d.ts');

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?$/;

/** The vocabulary: each type's parents, its own properties, and what they may hold. */
export function vocabulary() {
  const text = readFileSync(DECLARATIONS, 'utf8');
  const bases = new Map();
  for (const [, name, parents, body] of text.matchAll(/^interface (\w+)Base extends ([^{]+) \{\n([^]*?)^\}/gm)) {
    const properties = new Map();
    for (const [, property, held] of body.matchAll(/^ {4}"(\w+)"\?: SchemaValue<(.*), "\w+">;$/gm)) {
      properties.set(property, held.split(' | '));
    }
    bases.set(name, { parents: parents.split(', ').map((parent) => parent.replace(/Base$/, '')), properties });
  }
  const types = new Map();
  for (const [, base, type] of text.matchAll(/^export interface \w+Leaf extends (\w+)Base \{\n {4}"@type": "(\w+)";/gm)) {
    types.set(type, base);
  }
  const kinds = new Map();
  for (const [, type, members] of text.matchAll(/^export type (\w+) = (.*);$/gm)) {
    kinds.set(type, members.split(' | ').filter((member) => member !== `${type}Leaf`));
  }
  return { bases, types, kinds };
}

function held({ bases, types }, type, property) {
  const seek = (base) => {
    const own = bases.get(base);
    return own?.properties.get(property) ?? own?.parents.map(seek).find(Boolean);
  };
  return seek(types.has(type) && bases.has(type) ? type : types.get(type));
}

function isA({ kinds }, type, wanted) {
  return type === wanted || (kinds.get(wanted) ?? []).some((member) => member !== wanted && kinds.has(member) && isA({ kinds }, type, member));
}

/** What is wrong with a graph; an empty list, where nothing is. */
export function faults(known, { '@context': context, '@graph': nodes }) {
  const found = [];
  if (context !== 'https://schema.org') found.push(`@context is ${context}`);
  const named = new Map(nodes.filter((node) => node['@id']).map((node) => [node['@id'], node]));
  const value = (path, allowed, one) => {
    if (Array.isArray(one)) {
      if (!one.length) found.push(`${path} is empty`);
      one.forEach((item, index) => value(`${path}[${index}]`, allowed, item));
    } else if (typeof one === 'object' && !one['@type'] && !one['@id']?.includes('#')) {
      // A page by its address.
      if (!allowed.includes('IdReference') || !URL.canParse(one['@id'])) found.push(`${path} names ${one['@id']}, not ${allowed.join(', ')}`);
    } else if (typeof one === 'object') {
      const reference = one['@type'] ? one : named.get(one['@id']);
      if (!reference) found.push(`${path} names ${one['@id']}, which is not in the graph`);
      else if (!allowed.some((wanted) => isA(known, reference['@type'], wanted))) found.push(`${path} is a ${reference['@type']}, not ${allowed.join(', ')}`);
      else if (one['@type']) node(path, one);
    } else if (typeof one === 'number') {
      if (!allowed.includes('Integer') && !allowed.includes('Number')) found.push(`${path} is a number`);
    } else if (typeof one === 'boolean') {
      if (!allowed.includes('Boolean')) found.push(`${path} is a boolean`);
    } else if (!one.trim()) {
      found.push(`${path} is empty`);
    } else if (allowed.includes('Text')) {
      if (/[\n\r\t]/.test(one)) found.push(`${path} has a line break`);
    } else if (allowed.includes('URL') && URL.canParse(one) && /^https?:/.test(one)) {
      return;
    } else if (!allowed.some((wanted) => wanted.startsWith('Date')) || !DATE.test(one)) {
      found.push(`${path} is "${one}", not ${allowed.join(', ')}`);
    }
  };
  const node = (path, one) => {
    const type = one['@type'];
    if (!known.types.has(type)) {
      found.push(`${path}: there is no type ${type}`);
      return;
    }
    for (const [property, content] of Object.entries(one)) {
      if (property.startsWith('@')) continue;
      const allowed = held(known, type, property);
      if (allowed) value(`${path}.${property}`, allowed, content);
      else found.push(`${path}: a ${type} has no ${property}`);
    }
  };
  nodes.forEach((one) => node(one['@type'], one));
  return found;
}
