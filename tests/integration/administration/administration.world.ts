import { everyId, worldPart } from '#tests/integration/authorization/world.ts'
import { testPassword } from '#tests/support/people.ts'

export const part = worldPart({
  canaries: {
    address: { text: 'canary-address@example.org', readers: ['subject', 'admin'] },
  },
  async write({ people: { subject } }) {
    await subject.client.auth.requestAddress.mutate({
      email: 'canary-address@example.org',
      current: testPassword,
    })
    return null
  },
  reads: (world) => [
    { procedure: 'administration.directory', input: { search: '' } },
    { procedure: 'administration.structure', input: undefined },
    { procedure: 'administration.newcomers', input: { teamId: world.team } },
    { procedure: 'administration.roles', input: undefined },
    { procedure: 'administration.moves', input: undefined },
    { procedure: 'administration.ownAddress', input: undefined },
    ...everyId(world).map((personId) => ({
      procedure: 'administration.directoryPerson',
      input: { personId },
    })),
  ],
})
