import type { MessageKey } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { Draft } from '#client/offline/outbox/drafts.ts'

/** A piece of unsent work in words, and the editor that holds its text, where it has one. */
export type WorkItem = {
  label: Extract<MessageKey, `work.${string}`>
  /** Where a command that was refused is edited. */
  edit?: (command: PendingCommand) => string | undefined
}

const ofNote = ({ refs: [noteId] }: PendingCommand) => noteId && paths.note(noteId)

const ofEscalation = ({ refs, entities }: PendingCommand) => {
  const escalationId = refs[0] ?? entities[0]
  return escalationId && paths.escalation(escalationId)
}

const commands: Record<string, WorkItem> = {
  'people.setPreferences': { label: 'work.people.setPreferences' },
  'audits.askAnotherLook': {
    label: 'work.audits.askAnotherLook',
    edit: ({ refs: [auditId] }) => auditId && paths.case(auditId),
  },
  'coaching.saveNote': {
    label: 'work.coaching.saveNote',
    edit: ({ entities: [noteId] }) => noteId && paths.editNote(noteId),
  },
  'coaching.acknowledge': { label: 'work.coaching.acknowledge', edit: ofNote },
  'coaching.reply': { label: 'work.coaching.reply', edit: ofNote },
  'coaching.setActionDone': { label: 'work.coaching.setActionDone', edit: ofNote },
  'coaching.followedUp': { label: 'work.coaching.followedUp', edit: ofNote },
  'checkIns.setConsent': { label: 'work.checkIns.setConsent' },
  'checkIns.save': { label: 'work.checkIns.save' },
  'checkIns.takeBack': { label: 'work.checkIns.takeBack' },
  'checkIns.remove': { label: 'work.checkIns.remove' },
  'checkIns.askToTalk': { label: 'work.checkIns.askToTalk' },
  'checkIns.answerTalk': { label: 'work.checkIns.answerTalk' },
  'checkIns.closeTalk': { label: 'work.checkIns.closeTalk' },
  'checkIns.withdrawTalk': { label: 'work.checkIns.withdrawTalk' },
  'checkIns.saveExposure': { label: 'work.checkIns.saveExposure' },
  'checkIns.removeExposure': { label: 'work.checkIns.removeExposure' },
  'checkIns.setBudget': { label: 'work.checkIns.setBudget' },
  'checkIns.setSettings': { label: 'work.checkIns.setSettings' },
  'checkIns.openProtocol': { label: 'work.checkIns.openProtocol' },
  'today.settle': { label: 'work.today.settle' },
  'today.unsettle': { label: 'work.today.unsettle' },
  'audits.answerAnotherLook': { label: 'work.audits.answerAnotherLook' },
  'escalations.raise': {
    label: 'work.escalations.raise',
    edit: ({ entities: [escalationId] }) => escalationId && paths.editEscalation(escalationId),
  },
  'escalations.edit': {
    label: 'work.escalations.edit',
    edit: ({ entities: [escalationId] }) => escalationId && paths.editEscalation(escalationId),
  },
  'escalations.submit': { label: 'work.escalations.submit', edit: ofEscalation },
  'escalations.acknowledge': { label: 'work.escalations.acknowledge', edit: ofEscalation },
  'escalations.start': { label: 'work.escalations.start', edit: ofEscalation },
  'escalations.resume': { label: 'work.escalations.resume', edit: ofEscalation },
  'escalations.assign': { label: 'work.escalations.assign', edit: ofEscalation },
  'escalations.watch': { label: 'work.escalations.watch', edit: ofEscalation },
  'escalations.comment': { label: 'work.escalations.comment', edit: ofEscalation },
  'escalations.link': { label: 'work.escalations.link', edit: ofEscalation },
  'escalations.merge': { label: 'work.escalations.merge', edit: ofEscalation },
  'escalations.changeSeverity': { label: 'work.escalations.changeSeverity', edit: ofEscalation },
  'escalations.pause': { label: 'work.escalations.pause', edit: ofEscalation },
  'escalations.requestApproval': { label: 'work.escalations.requestApproval', edit: ofEscalation },
  'escalations.resolve': { label: 'work.escalations.resolve', edit: ofEscalation },
  'escalations.close': { label: 'work.escalations.close', edit: ofEscalation },
  'escalations.reopen': { label: 'work.escalations.reopen', edit: ofEscalation },
  'escalations.delegate': { label: 'work.escalations.delegate', edit: () => paths.delegate },
  'escalations.endDelegation': { label: 'work.escalations.endDelegation', edit: () => paths.delegate },
}

export const workItem = (name: string): WorkItem => commands[name] ?? { label: 'work.other' }

/** Where a draft is written on, by the beginning of its key. */
const drafts: readonly { prefix: string; path(draft: Draft): string | undefined }[] = [
  { prefix: 'note:new:', path: ({ draftKey }) => newNotePath(draftKey) },
  { prefix: 'note:', path: ({ draftKey }) => paths.editNote(draftKey.slice('note:'.length)) },
  { prefix: 'check-in', path: () => paths.checkIn },
  {
    prefix: 'escalation:new',
    path: ({ draftKey }) => `${paths.raise()}?${draftKey.slice('escalation:new:'.length)}`,
  },
  {
    prefix: 'escalation:',
    path: ({ draftKey }) => paths.editEscalation(draftKey.slice('escalation:'.length)),
  },
  { prefix: 'reply:', path: ({ draftKey }) => paths.note(draftKey.slice('reply:'.length)) },
]

/** `note:new:<person>`, and behind another colon the point that it is about. */
function newNotePath(draftKey: string): string {
  const [personId = '', ...point] = draftKey.slice('note:new:'.length).split(':')
  const search = point.length > 0 ? `?${new URLSearchParams({ draft: point.join(':') })}` : ''
  return paths.newNote(personId) + search
}

export const draftPath = (draft: Draft): string | undefined =>
  drafts.find(({ prefix }) => draft.draftKey.startsWith(prefix))?.path(draft)
