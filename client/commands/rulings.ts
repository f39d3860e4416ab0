import { rulings } from '#shared/rulings/contracts.ts'
import { bothLanguages } from '#shared/rulings/rules.ts'
import { raised, withRaised } from './escalations-lists.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { escalationOf, withWriteUp } from './rulings-changes.ts'
import { paths } from './rulings-paths.ts'

export const rulingsOnPhone: OnPhoneOf<'rulings'> = {
  writeUp: onPhone(rulings.writeUp, {
    text: bothLanguages,
    editor: ({ escalationId, teamId, policy, clauseId, versionId }) =>
      `${paths.newWriteUp(teamId)}?${new URLSearchParams({
        policy,
        ...(clauseId ? { clause: clauseId } : {}),
        ...(versionId ? { version: versionId } : {}),
        'write-up': escalationId,
      })}`,
    makes: {
      'escalations.detail': (input, act) => ({
        asked: { escalationId: input.escalationId },
        view: raised(escalationOf(input), act),
      }),
    },
    cache: {
      'rulings.list': withWriteUp,
      'escalations.list': (page, input, act) => withRaised(page, escalationOf(input), act),
    },
    // With its counts and clocks, which the server works out.
    rereads: ['rulings.list', 'escalations.detail'],
  }),
}
