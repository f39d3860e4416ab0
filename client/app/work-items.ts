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

const commands: Record<string, WorkItem> = {
  'people.setPreferences': { label: 'work.people.setPreferences' },
  'audits.askAnotherLook': {
    label: 'work.audits.askAnotherLook',
    edit: ({ refs: [auditId] }) => auditId && paths.case(auditId),
  },
  'audits.answerAnotherLook': { label: 'work.audits.answerAnotherLook' },
}

export const workItem = (name: string): WorkItem => commands[name] ?? { label: 'work.other' }

/** Where a draft is written on, by the beginning of its key. */
const drafts: readonly { prefix: string; path(draft: Draft): string | undefined }[] = []

export const draftPath = (draft: Draft): string | undefined =>
  drafts.find(({ prefix }) => draft.draftKey.startsWith(prefix))?.path(draft)
