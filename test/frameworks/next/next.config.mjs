export default {
  // Where every tool looks away already.
  distDir: "node_modules/.next",
  // This folder alone: the lock files above it are not this app's.
  turbopack: { root: import.meta.dirname },
};
