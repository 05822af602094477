// The one home of Remix's options; vite.config.ts hands them to the Remix plugin.
/** @type {import("@remix-run/dev").VitePluginConfig} */
export default {
  appDirectory: "app",
  buildDirectory: "build",
  ignoredRouteFiles: ["**/*.test.*"],
  future: {
    v3_fetcherPersist: true,
    v3_lazyRouteDiscovery: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    // With single fetch on, a route without a `headers` export loses the header
    // that makes App Bridge retry with a fresh session token.
    v3_singleFetch: false,
  },
};
