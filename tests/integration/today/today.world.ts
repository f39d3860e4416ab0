import { worldPart } from '#tests/integration/authorization/world.ts'

export const part = worldPart({
  canaries: {},
  write: async () => null,
  reads: () => [{ procedure: 'today.list', input: undefined }],
})
