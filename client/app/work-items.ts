import type { MessageKey } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import type { Draft } from '#client/offline/drafts.ts'
import type { PendingCommand } from '#client/offline/fold.ts'

/** A piece of unsent work in words, and the editor that holds its text, where it has one. */
export type WorkItem = {
  label: Extract<MessageKey, `work.${string}`>
  /** Where a command that was refused is edited. */
  edit?: (command: PendingCommand) => string | undefined
}

const ofNote = ({ refs: [noteId] }: PendingCommand) => noteId && paths.note(noteId)

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
}

export const workItem = (name: string): WorkItem => commands[name] ?? { label: 'work.other' }

/** Where a draft is written on, by the beginning of its key. */
const drafts: readonly { prefix: string; path(draft: Draft): string | undefined }[] = [
  { prefix: 'note:new:', path: ({ draftKey }) => newNotePath(draftKey) },
  { prefix: 'note:', path: ({ draftKey }) => paths.editNote(draftKey.slice('note:'.length)) },
  { prefix: 'check-in', path: () => paths.checkIn },
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
