import { command, createRouter, reading, signedIn } from '#server/trpc.ts'
import {
  addLinkInput,
  assignInput,
  changeSeverityInput,
  closeInput,
  commentInput,
  decideInput,
  delegateInput,
  editInput,
  endDelegationInput,
  mergeInput,
  pauseInput,
  raiseInput,
  reopenInput,
  requestApprovalInput,
  resolveInput,
  setCalendarDayInput,
  stepInput,
  undoInput,
  watchInput,
} from '#shared/escalations/contracts.ts'
import { listInput } from '#shared/escalations/queries.ts'
import {
  calendarView,
  delegationsView,
  escalationView,
  listView,
  peopleView,
} from '#shared/escalations/views.ts'
import { decide, requestApproval, undo } from './approvals.ts'
import { readCalendar, setCalendarDay } from './calendar.ts'
import { edit, link, raise, submit } from './content.ts'
import { delegate, endDelegation, readDelegations } from './delegations.ts'
import { acknowledge, assign, changeSeverity, close, merge, reopen, resolve, start } from './life.ts'
import { pause, resume } from './pauses.ts'
import { detail, list, people } from './service.ts'
import { comment, watch } from './talk.ts'

export const escalationsRouter = createRouter({
  list: signedIn.input(listInput).output(listView).query(reading(list)),
  detail: signedIn.input(stepInput).output(escalationView).query(reading(detail)),
  people: signedIn.input(stepInput).output(peopleView).query(reading(people)),
  delegations: signedIn.output(delegationsView).query(reading(readDelegations)),

  calendar: signedIn.output(calendarView).query(reading(readCalendar)),

  raise: command('escalations.raise', raiseInput, raise),
  submit: command('escalations.submit', stepInput, submit),
  edit: command('escalations.edit', editInput, edit),
  link: command('escalations.link', addLinkInput, link),
  acknowledge: command('escalations.acknowledge', stepInput, acknowledge),
  start: command('escalations.start', stepInput, start),
  assign: command('escalations.assign', assignInput, assign),
  watch: command('escalations.watch', watchInput, watch),
  comment: command('escalations.comment', commentInput, comment),
  merge: command('escalations.merge', mergeInput, merge),
  changeSeverity: command('escalations.changeSeverity', changeSeverityInput, changeSeverity),
  pause: command('escalations.pause', pauseInput, pause),
  resume: command('escalations.resume', stepInput, resume),
  requestApproval: command('escalations.requestApproval', requestApprovalInput, requestApproval),
  resolve: command('escalations.resolve', resolveInput, resolve),
  close: command('escalations.close', closeInput, close),
  reopen: command('escalations.reopen', reopenInput, reopen),
  delegate: command('escalations.delegate', delegateInput, delegate),
  endDelegation: command('escalations.endDelegation', endDelegationInput, endDelegation),
  setCalendarDay: command('escalations.setCalendarDay', setCalendarDayInput, setCalendarDay),

  /** Both online only: the phone waits for the answer and keeps nothing to send later. */
  decide: command('escalations.decide', decideInput, decide),
  undo: command('escalations.undo', undoInput, undo),
})
