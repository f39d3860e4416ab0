import { paths } from '#client/lib/paths.ts'
import { escalations } from '#shared/escalations/contracts.ts'
import {
  inWhole,
  plainStep,
  type StepChange,
  withAssigned,
  withComment,
  withDelegation,
  withDelegationEnded,
  withEdit,
  withEnd,
  withLink,
  withMerge,
  withPause,
  withRecall,
  withRequest,
  withResolution,
  withSeverity,
  withTakenOver,
  withWatching,
} from './escalations-changes.ts'
import {
  raised,
  withoutEscalation,
  withRaised,
  withRaisedFromIt,
  withRaisedOnBoard,
  withStepInRow,
  withStepOnBoard,
} from './escalations-lists.ts'
import { type OnAppPhone, type OnPhoneOf, onPhone } from './on-phone.ts'
import { withRaisedFrom } from './reviews-changes.ts'

type OfEscalation = { escalationId: string }
const itself = ({ escalationId }: OfEscalation) => paths.escalation(escalationId)
const itsEditor = ({ escalationId }: OfEscalation) => paths.editEscalation(escalationId)

/** What is said or linked beside the steps: both forms in which an escalation lies on the phone are changed. */
const beside = <Input>(change: StepChange<Input>): OnAppPhone<Input & OfEscalation> => ({
  editor: itself,
  cache: {
    'escalations.detail': (view, input, act) =>
      view.escalationId === input.escalationId ? change(view, input, act) : view,
    'escalations.list': (page, input, act) => withStepInRow(page, { change, input, act }),
    'escalations.board': (board, input, act) => withStepOnBoard(board, { change, input, act }),
  },
})

/** A step that moves it on: the rows of Today that asked for one end. */
const step = <Input>(change: StepChange<Input>): OnAppPhone<Input & OfEscalation> => {
  const { cache, ...entry } = beside(change)
  return { ...entry, cache: { ...cache, 'today.list': withoutEscalation } }
}

export const escalationsOnPhone: OnPhoneOf<'escalations'> = {
  raise: onPhone(escalations.raise, {
    editor: itsEditor,
    makes: {
      'escalations.detail': (input, act) => ({
        asked: { escalationId: input.escalationId },
        view: raised(input, act),
      }),
    },
    cache: {
      'escalations.list': withRaised,
      'escalations.board': withRaisedOnBoard,
      'escalations.raisedFrom': withRaisedFromIt,
      'reviews.review': withRaisedFrom,
    },
    // With its clocks, which begin on the server.
    rereads: ['escalations.detail'],
  }),
  edit: onPhone(escalations.edit, { ...step(withEdit), editor: itsEditor }),
  submit: onPhone(escalations.submit, step(plainStep('submit'))),
  acknowledge: onPhone(escalations.acknowledge, step(plainStep('acknowledge'))),
  takeOver: onPhone(escalations.takeOver, step(withTakenOver)),
  start: onPhone(escalations.start, step(plainStep('start'))),
  resume: onPhone(escalations.resume, step(plainStep('resume'))),
  assign: onPhone(escalations.assign, step(withAssigned)),
  merge: onPhone(escalations.merge, step(withMerge)),
  changeSeverity: onPhone(escalations.changeSeverity, step(withSeverity)),
  pause: onPhone(escalations.pause, step(withPause)),
  requestApproval: onPhone(escalations.requestApproval, step(withRequest)),
  recall: onPhone(escalations.recall, step(withRecall)),
  resolve: onPhone(escalations.resolve, step(withResolution)),
  close: onPhone(escalations.close, step(withEnd('close'))),
  reopen: onPhone(escalations.reopen, step(withEnd('reopen'))),
  watch: onPhone(escalations.watch, beside(inWhole(withWatching))),
  comment: onPhone(escalations.comment, beside(inWhole(withComment))),
  link: onPhone(escalations.link, beside(inWhole(withLink))),
  delegate: onPhone(escalations.delegate, {
    editor: () => paths.delegate,
    cache: { 'escalations.delegations': withDelegation },
  }),
  endDelegation: onPhone(escalations.endDelegation, {
    editor: () => paths.delegate,
    cache: { 'escalations.delegations': withDelegationEnded },
  }),
}
