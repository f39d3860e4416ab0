import { type EffectsOf, effect } from '#server/core/effect.ts'
import { escalations } from '#shared/escalations/contracts.ts'
import { decide, recall, requestApproval, undo } from './approval-commands.ts'
import { setCalendarDay } from './calendar-commands.ts'
import { importCalendar, setChain } from './chain-commands.ts'
import { comment, watch } from './comment-commands.ts'
import { edit, link, raise, submit } from './content-commands.ts'
import { delegate, endDelegation } from './delegation-commands.ts'
import { pause, resume } from './pause-commands.ts'
import { remind } from './reminder-commands.ts'
import {
  acknowledge,
  assign,
  changeSeverity,
  close,
  merge,
  reopen,
  resolve,
  start,
  takeOver,
} from './transition-commands.ts'

export const effects: EffectsOf<'escalations'> = {
  raise: effect(escalations.raise, raise),
  submit: effect(escalations.submit, submit),
  edit: effect(escalations.edit, edit),
  link: effect(escalations.link, link),
  acknowledge: effect(escalations.acknowledge, acknowledge),
  takeOver: effect(escalations.takeOver, takeOver),
  start: effect(escalations.start, start),
  assign: effect(escalations.assign, assign),
  watch: effect(escalations.watch, watch),
  comment: effect(escalations.comment, comment),
  remind: effect(escalations.remind, remind),
  merge: effect(escalations.merge, merge),
  changeSeverity: effect(escalations.changeSeverity, changeSeverity),
  pause: effect(escalations.pause, pause),
  resume: effect(escalations.resume, resume),
  requestApproval: effect(escalations.requestApproval, requestApproval),
  recall: effect(escalations.recall, recall),
  decide: effect(escalations.decide, decide),
  undo: effect(escalations.undo, undo),
  resolve: effect(escalations.resolve, resolve),
  close: effect(escalations.close, close),
  reopen: effect(escalations.reopen, reopen),
  delegate: effect(escalations.delegate, delegate),
  endDelegation: effect(escalations.endDelegation, endDelegation),
  setCalendarDay: effect(escalations.setCalendarDay, setCalendarDay),
  setChain: effect(escalations.setChain, setChain),
  importCalendar: effect(escalations.importCalendar, importCalendar),
}
