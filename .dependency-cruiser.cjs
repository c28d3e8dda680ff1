/** Direction of imports (ARCHITECTURE.md): shared <- core <- storage <- activities <- http <- features <- app/compose. */
const below = (name, path, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path },
  to: { path: '^(server|client|tests|bench)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    below('shared-is-a-leaf', '^shared/', '^shared/', 'shared/ knows neither server nor client'),
    below('core', '^server/core/', '^(shared|server/core)/', 'core imports nothing of ours but shared words'),
    below('storage', '^server/storage/', '^server/(storage|core)/'),
    below('activities', '^server/activities/', '^server/(activities|storage|core)/'),
    below('http', '^server/http/', '^server/(http|activities|storage|core)/'),
    below('features', '^server/features/', '^server/(features|http|activities|storage|core)/'),
    below('federation', '^server/federation/', '^server/(federation|http|activities|storage|core)/'),
    below('realtime', '^server/realtime/', '^server/(realtime|http|activities|storage|core)/'),
    below('client', '^client/', '^client/'),
    {
      name: 'features-meet-at-their-index',
      severity: 'error',
      from: { path: '^server/features/([^/]+)/' },
      to: { path: '^server/features/[^/]+/', pathNot: ['^server/features/$1/', '^server/features/[^/]+/index\\.ts$'] },
    },
    {
      name: 'outside-sees-a-feature-by-its-index',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/features/' },
      to: { path: '^server/features/[^/]+/', pathNot: '^server/features/[^/]+/index\\.ts$' },
    },
    {
      name: 'mongodb-only-in-storage',
      severity: 'error',
      from: { pathNot: '^(server/storage|tests|server/realtime/mongo-adapter)' },
      to: { path: 'node_modules/mongodb/' },
    },
    {
      name: 'express-only-at-the-edge',
      severity: 'error',
      from: { path: '^server/', pathNot: '(\\.routes\\.ts$|^server/(app|compose)\\.ts$|^server/(http|federation)/)' },
      to: { path: 'node_modules/express/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'apex-only-in-engine',
      severity: 'error',
      from: { pathNot: '^(server/federation/engine\\.ts$|bench)' },
      to: { path: 'node_modules/activitypub-express/' },
    },
    {
      name: 'no-dev-dependencies-in-the-server',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/demo/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^node:' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
