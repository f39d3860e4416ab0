import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody, leads, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import type { Row } from '#tests/integration/authorization/row.ts'
import { subjectOf } from '#tests/integration/authorization/world.ts'
import { planTarget, rateAt, versionOf } from './scorecards.world.ts'

export const rows: readonly Row[] = [
  {
    procedure: 'scorecards.team',
    state: 'team one',
    allowed: [...leads, 'manager'],
    input: (_, { team }) => ({ teamId: team }),
  },
  {
    procedure: 'scorecards.targets',
    state: 'team one',
    allowed: ['subject', 'peer', ...leads, 'manager', 'admin'],
    input: (_, { team }) => ({ teamId: team }),
  },
  {
    procedure: 'scorecards.setTarget',
    state: 'of team one, from tomorrow',
    allowed: [...leads, 'manager'],
    async input(who, world) {
      const { version, tomorrow: effectiveFrom } = await versionOf(world)
      const input = { teamId: world.team, metric: 'missed', rate: rateAt(version), effectiveFrom }
      return commandOf(who, input, version)
    },
  },
  {
    procedure: 'scorecards.withdrawTarget',
    state: 'of team one, planned',
    allowed: [...leads, 'manager'],
    async input(who, world) {
      const { version, tomorrow: effectiveFrom } = await planTarget(world)
      return commandOf(who, { teamId: world.team, metric: 'accuracy', effectiveFrom }, version)
    },
  },
  {
    procedure: 'scorecards.renewBaseline',
    state: 'of the subject, about whom nothing is raised',
    allowed: leads,
    answer: 'INVALID',
    input: (who, world) => {
      const input = { personId: subjectOf(world), teamId: world.team, week: '2026-11-02' }
      return commandOf(who, input)
    },
  },
  {
    procedure: 'scorecards.trends',
    state: 'team one',
    allowed: [...leads, 'manager'],
    input: (_, { team }) => ({ teamId: team }),
  },
  { procedure: 'scorecards.teams', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'scorecards.analyst',
    state: 'the subject',
    allowed: subjectAndLeads,
    input: (_, world) => ({ personId: subjectOf(world) }),
  },
  {
    procedure: 'scorecards.period',
    state: 'the subject',
    allowed: subjectAndLeads,
    input: (_, world) => ({ personId: subjectOf(world), unit: 'month', day: null }),
  },
  {
    procedure: 'scorecards.effect',
    state: 'the subject',
    allowed: subjectAndLeads,
    input: (_, world) => ({
      ...{ personId: subjectOf(world), metric: 'accuracy', policy: null },
      day: '2026-11-02',
    }),
  },
]
