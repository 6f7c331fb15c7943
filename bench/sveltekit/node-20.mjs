// SvelteKit's builder wants Node.js 22 for this one function; what it builds is the same.
Promise.withResolvers ??= function withResolvers() {
  const made = {};
  made.promise = new this((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};
