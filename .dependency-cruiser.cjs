/** The direction data flows in: routes, jobs -> services -> engine, db, clients -> lib. Types may be named from anywhere. */
const values = { dependencyTypesNot: ["type-only"] };

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "app-knows-no-sandbox",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(sandbox|tests|scripts|bench)/" },
    },
    {
      name: "lib-is-the-bottom",
      severity: "error",
      from: { path: "^app/lib/" },
      to: { path: "^app/(?!lib/|config\\.server)", ...values },
    },
    {
      name: "engines-are-pure",
      severity: "error",
      from: { path: "^app/services/[^/]+/engine/", pathNot: "\\.test\\.ts$" },
      to: { path: "\\.server\\.|^app/(?!lib/|services/[^/]+/engine/)", ...values },
    },
    {
      name: "db-and-clients-know-no-services",
      severity: "error",
      from: { path: "^app/(db|clients)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^app/(services|routes|jobs|components|server)/", ...values },
    },
    {
      name: "services-know-no-routes-or-jobs",
      severity: "error",
      from: { path: "^app/services/" },
      to: { path: "^app/(routes|jobs|components|server)/", ...values },
    },
    {
      name: "routes-reach-data-through-services",
      severity: "error",
      from: { path: "^app/(routes|components)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^app/(db|clients|jobs)/", pathNot: "^app/clients/logger", ...values },
    },
    {
      name: "components-are-views",
      severity: "error",
      from: { path: "^app/components/" },
      to: { path: "\\.server\\.|^app/routes/", ...values },
    },
    {
      name: "only-db-imports-supabase",
      severity: "error",
      from: { path: "^app/", pathNot: "^app/db/" },
      to: { path: "node_modules/@supabase", ...values },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|artifacts|\\.swyft)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".json"],
    },
  },
};
