// Loaded before Prisma's program: redirects its requests from its own status page to the tested site.
const real = globalThis.fetch;
globalThis.fetch = (address, options) => {
  const { host, pathname } = new URL(address);
  if (host !== "www.prisma-status.com") throw new Error(`unexpected request to ${host}`);
  return real(process.env.STATUS_BASE + pathname, options);
};
