// Makes the built app small: what Trunk leaves in the folder TRUNK_STAGING_DIR, or in the folder named as the
// argument, is rewritten in place. It runs once per release, before the native `khabar` takes the files over.
//
// The Wasm and its glue speak by names that no reader needs: `__wbg_appendChild_8204974b7328bf98` stands in
// both files, and no compression shortens sixteen random digits twice. And Leptos brings three classes for
// streams of server functions, of which there are none: as exports they keep 5 KB of code alive.

import { execFileSync } from "node:child_process";
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { parse } from "acorn";
import { minify } from "terser";

const WASM_OPT = [
  // What rustc uses, and every browser of the last years has.
  "--enable-bulk-memory", "--enable-reference-types", "--enable-sign-ext",
  "--enable-mutable-globals", "--enable-nontrapping-float-to-int", "--enable-multivalue",
  "--flatten", "--rereloop", "--low-memory-unused", "-Oz", "-Oz",
];

const IMPORT = 2;
const EXPORT = 7;

/** The two files with less in them. `optimise` stands for wasm-opt. */
export async function slim(glue, wasm, optimise) {
  glue = withoutUnused(glue);
  wasm = optimise(withoutExports(wasm, (name) => glue.includes(`wasm.${name}`)));
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map((entry) => entry.name);
  glue = withImportsOnly(glue, new Set(imports));
  const short = new Map(imports.map((name, index) => [name, shortName(index)]));
  wasm = withImportNames(wasm, short);
  glue = glue.replace(/[\w$]+/g, (word) => short.get(word) ?? word).replaceAll(`"./khabar_bg.js"`, `"${MODULE}"`);
  // Names at the top stay: the native side looks for one of them.
  const options = { module: true, compress: { passes: 2 }, mangle: { toplevel: false }, format: { comments: false } };
  glue = (await minify(glue, options)).code + "\n";
  return { glue, wasm };
}

/** The document with its own scripts minified: they stand in every page. Data and templates stay as they are. */
export async function slimDocument(html) {
  const script = /(<script(?: type="module")?>)([^]*?)(<\/script>)/g;
  const minified = [];
  for (const [, , code] of html.matchAll(script)) {
    const options = { module: true, compress: { passes: 2 }, format: { comments: false } };
    minified.push((await minify(code, options)).code);
  }
  return html.replace(script, (_, opening, __, closing) => opening + minified.shift() + closing);
}

/** The name of the one module that the Wasm imports from. */
const MODULE = "k";

/** The nth of the shortest names; `_` keeps them apart from every other name of the glue. */
function shortName(index) {
  return `_${index.toString(36)}`;
}

/**
 * The glue without the classes that it exports and what cleans up after them, since our app exports none; and
 * without the second way of starting, which the document does not take.
 */
function withoutUnused(glue) {
  const program = parse(glue, { ecmaVersion: "latest", sourceType: "module" });
  const classes = program.body.filter(
    (node) => node.type === "ExportNamedDeclaration" && node.declaration?.type === "ClassDeclaration",
  );
  const names = classes.map((node) => node.declaration.id.name);
  const cleanings = program.body.filter(
    (node) =>
      ["VariableDeclaration", "IfStatement", "ExpressionStatement"].includes(node.type) &&
      names.some((name) => glue.slice(node.start, node.end).includes(name)),
  );
  const second = program.body.filter((node) => node.type === "FunctionDeclaration" && node.id.name === "initSync");
  const exported = "export { initSync, ";
  if (!glue.includes(exported)) throw new Error(`khabar.js has no "${exported}" where one is expected`);
  return without(glue, [...classes, ...cleanings, ...second]).replace(exported, "export { ");
}

/** The glue with the functions that the Wasm imports, and no others. */
function withImportsOnly(glue, imports) {
  const program = parse(glue, { ecmaVersion: "latest", sourceType: "module" });
  const maker = program.body.find((node) => node.id?.name === "__wbg_get_imports");
  const object = maker?.body.body[0]?.declarations?.[0]?.init;
  if (object?.type !== "ObjectExpression") throw new Error("khabar.js has no object of imports where one is expected");
  const unused = object.properties.filter((entry) => !entry.key.name.startsWith("__proto__") && !imports.has(entry.key.name));
  // The comma after a property goes with it.
  return without(glue, unused.map((entry) => ({ start: entry.start, end: glue.indexOf(",", entry.end) + 1 })));
}

function without(text, ranges) {
  for (const { start, end } of ranges.toSorted((a, b) => b.start - a.start)) text = text.slice(0, start) + text.slice(end);
  return text;
}

/** The Wasm with those of its exports that `isUsed` names; memory and tables stay. */
function withoutExports(wasm, isUsed) {
  return rewritten(wasm, EXPORT, (reader, writer) => {
    const entries = [];
    for (let left = reader.number(); left > 0; left--) {
      const [name, kind, index] = [reader.name(), reader.byte(), reader.number()];
      if (kind !== 0 || isUsed(name)) entries.push([name, kind, index]);
    }
    writer.number(entries.length);
    for (const [name, kind, index] of entries) {
      writer.name(name);
      writer.bytes([kind]);
      writer.number(index);
    }
  });
}

/** The Wasm with other names for what it imports. */
function withImportNames(wasm, names) {
  return rewritten(wasm, IMPORT, (reader, writer) => {
    const count = reader.number();
    writer.number(count);
    for (let left = count; left > 0; left--) {
      reader.name();
      writer.name(MODULE);
      writer.name(names.get(reader.name()));
      const kind = reader.byte();
      if (kind !== 0) throw new Error(`khabar_bg.wasm imports something of kind ${kind}, where only functions (0) are expected`);
      writer.bytes([kind]);
      writer.number(reader.number());
    }
  });
}

/** The Wasm with one section written anew; sections are an identifier, a length and their bytes. */
function rewritten(wasm, section, rewrite) {
  const reader = new Reader(wasm, 8);
  const writer = new Writer();
  writer.bytes(wasm.subarray(0, 8));
  while (reader.at < wasm.length) {
    const id = reader.byte();
    const length = reader.number();
    const body = wasm.subarray(reader.at, reader.at + length);
    reader.at += length;
    const inner = new Writer();
    if (id === section) rewrite(new Reader(body, 0), inner);
    else inner.bytes(body);
    writer.bytes([id]);
    writer.number(inner.length);
    for (const part of inner.parts) writer.bytes(part);
  }
  return Buffer.concat(writer.parts);
}

/** Reads what the WebAssembly specification writes: numbers in LEB128, names with their length before them. */
class Reader {
  constructor(bytes, at) {
    Object.assign(this, { all: bytes, at });
  }

  byte() {
    return this.all[this.at++];
  }

  number() {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  name() {
    const length = this.number();
    this.at += length;
    return Buffer.from(this.all.subarray(this.at - length, this.at)).toString("utf8");
  }
}

/** Writes the same. */
class Writer {
  parts = [];
  length = 0;

  bytes(bytes) {
    this.parts.push(Buffer.from(bytes));
    this.length += bytes.length;
  }

  number(value) {
    const bytes = [];
    do {
      bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
      value >>>= 7;
    } while (value > 0);
    this.bytes(bytes);
  }

  name(text) {
    const bytes = Buffer.from(text, "utf8");
    this.number(bytes.length);
    this.bytes(bytes);
  }
}

function wasmOpt(folder) {
  return (wasm) => {
    const file = join(folder, "khabar_bg.wasm");
    writeFileSync(file, wasm);
    const program = fileURLToPath(new URL("../node_modules/.bin/wasm-opt", import.meta.url));
    execFileSync(program, [...WASM_OPT, file, "-o", file], { stdio: ["ignore", "inherit", "inherit"] });
    return readFileSync(file);
  };
}

if (fileURLToPath(import.meta.url) === realpathSync(process.argv[1])) {
  const folder = process.argv[2] ?? process.env.TRUNK_STAGING_DIR;
  const [script, program, page] = ["khabar.js", "khabar_bg.wasm", "index.html"].map((name) => join(folder, name));
  const { glue, wasm } = await slim(readFileSync(script, "utf8"), readFileSync(program), wasmOpt(folder));
  writeFileSync(script, glue);
  writeFileSync(program, wasm);
  writeFileSync(page, await slimDocument(readFileSync(page, "utf8")));
}
