import './editor.css'
import { useEffect, useRef, useState } from 'react'
import { EditorScreen } from '#client/forms/editor-screen.tsx'
import { useEditor } from '#client/forms/use-editor.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { isRefusedAsFull } from '#client/offline/outbox/refusal.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { NoteBody } from '#shared/coaching/fields.ts'
import { noteKinds } from '#shared/coaching/rules.ts'
import type { PersonRef } from '#shared/people/views.ts'
import { ActionChoice } from './action-choice.tsx'
import { AudienceChoice } from './audience-choice.tsx'
import { Compared } from './compared.tsx'
import { noteAddress, useNamed, useNameOf } from './data.ts'
import { DeliveryNotice } from './delivery-notice.tsx'
import { evidenceLimit, useErrorCases } from './error-cases.ts'
import { EvidenceChoice } from './evidence-choice.tsx'
import { FollowUpChoice } from './follow-up-choice.tsx'
import { useWorkingDayFrom } from './follow-up-days.ts'
import { fieldsOf, isEmpty, lengthLimit, type NoteForm } from './note-form.ts'
import { partsOf } from './note-text.ts'
import { bodyOf, fieldOf, readNote } from './read-note.ts'
import { useSaveNote } from './use-save-note.ts'

type Props = {
  initial: NoteForm
  draftKey: string
  teamId: string
  subject: PersonRef
  /** The managers who were named as readers of the version that is being revised, where it is shared with managers. */
  named?: readonly PersonRef[] | undefined
  /** The person has acknowledged the words, which therefore stay. */
  acknowledged?: boolean
  /** A part that the server refused, as the path of its field. */
  refusedField?: string | undefined
  /** Why the note is here again, when it was refused. */
  notice?: string | undefined
  /** What was saved meanwhile from elsewhere, after a conflict. */
  meanwhile?: NoteBody | undefined
}

/** Edits a note: who can read it, what was seen, what comes next. Everything stays on the phone while it is written. */
export function NoteEditor({ initial, draftKey, teamId, subject, ...rest }: Props) {
  const t = useT()
  const toast = useToast()
  const { personId, name } = subject
  const home = paths.person(personId)
  const [choosing, setChoosing] = useState(initial.audience === null)
  const { save, atOnce } = useSaveNote(initial.noteId)
  const cases = useErrorCases(personId, initial.criterion)
  // A note that a signal led to brings the signal's cases along, also when they arrive after the first words; who
  // looked at fewer takes the others out.
  const [picked, setPicked] = useState(false)
  const evidenceOf = ({ kind, criterion, evidence }: NoteForm) =>
    picked || evidence.length > 0 || initial.base !== null || criterion === null || kind === 'recognition'
      ? evidence
      : cases.slice(0, evidenceLimit).map(({ auditId }) => auditId)
  const { timeZone } = useFormat()
  const me = useMe()
  const zone = me.teams.find((team) => team.teamId === teamId)?.zone ?? timeZone
  // Whoever writes the note comes back to it with the person: both are there.
  const workingDayFrom = useWorkingDayFrom(zone, [personId, me.person.personId])
  // The readers were named when the note was shared with managers: whoever manages the team since then is not among them.
  const nameOf = useNameOf()
  const managers = useNamed(teamId).data?.managers.filter((manager) => manager.personId !== personId)
  const readers = rest.named ?? managers ?? []
  // The organisation's own days may come after the day was chosen; a day that stood in the note already stays.
  const followUpOf = ({ followUpOn }: NoteForm) =>
    followUpOn === null || (initial.base !== null && followUpOn === initial.followUpOn)
      ? followUpOn
      : workingDayFrom(followUpOn)
  const editor = useEditor({
    draftKey,
    initial,
    isEmpty,
    home,
    atOnce,
    read: (values: NoteForm) =>
      readNote(
        { ...values, evidence: evidenceOf(values), followUpOn: followUpOf(values) },
        {
          ...{ teamId, subjectId: personId },
          // Unsaid where this phone does not know who manages the team: then they are who does when it arrives.
          ...(values.audience === 'manager' && (rest.named ?? managers)
            ? { readers: readers.map((reader) => reader.personId) }
            : {}),
        },
      ),
    send: (input, { base, commandId }) => save({ input, base, commandId, draftKey }),
    saved: noteAddress(initial.noteId, personId),
    revises: initial.base !== null,
    refused: { field: fieldOf(rest.refusedField) },
    refusal: (thrown) => ({ text: t(isRefusedAsFull(thrown) ? 'note.failed.full' : 'note.failed') }),
    onFaults: ({ audience }) => audience && setChoosing(true),
    say(field, fault) {
      if (field === 'followUpOn') return t('note.refused.followUpOn')
      return t(`note.${fault}.${field === 'audience' || field === 'actions' ? field : 'text'}`)
    },
  })
  const { values: form, keeping, change, errorAt } = editor
  const texts = useRef<HTMLDivElement>(null)

  // The first choice opens the writing.
  const chosen = form.audience !== null
  const waited = useRef(!chosen)
  useEffect(() => {
    if (!chosen || !waited.current) return
    waited.current = false
    texts.current?.querySelector('textarea')?.focus()
  }, [chosen])

  async function throwAway() {
    await editor.discard()
    toast({ text: t('note.draft.discarded') })
    editor.leave()
  }

  const shared = form.audience === 'person' || form.audience === 'manager'
  return (
    <EditorScreen
      title={t('ui.person', { name })}
      editor={editor}
      home={home}
      submitLabel={shared ? t('note.share', { name }) : t('note.save')}
      aside={
        <span className="editor-draft" aria-live="polite">
          {keeping !== 'nothing' && t(`note.draft.${keeping}`)}
        </span>
      }
      more={[{ label: t('note.draft.discard'), onSelect: () => void throwAway(), danger: true }]}
    >
      {rest.notice && (
        <p className="editor-notice" role="alert">
          {rest.notice}
        </p>
      )}
      {rest.meanwhile && (
        <details className="editor-notice" open>
          <summary>{t('note.meanwhile')}</summary>
          {partsOf(rest.meanwhile).map(({ field, text }) => (
            <p key={field} className="text-prose">
              {text}
            </p>
          ))}
          <p className="text-label text-quiet">{t('note.difference.mine')}</p>
          <Compared before={rest.meanwhile} after={bodyOf(form)} />
        </details>
      )}
      {rest.acknowledged && <p className="editor-notice">{t('note.again', { name })}</p>}
      <AudienceChoice
        value={form.audience}
        atLeast={form.sharedWith}
        name={name}
        managers={readers.map((reader) => t('ui.person', { name: nameOf(reader) })).join(', ')}
        open={choosing}
        onOpen={setChoosing}
        onChange={(audience) => change({ audience })}
        error={errorAt('audience')}
      />
      {shared && form.kind !== 'recognition' && (
        <DeliveryNotice
          subjectId={subject.personId}
          name={name}
          // What was shared already cannot become private again.
          onTalkFirst={(form.sharedWith ?? 'me') === 'me' ? () => change({ audience: 'me' }) : undefined}
        />
      )}
      {!rest.acknowledged && (
        <>
          <div className="inset">
            <ChipGroup
              label={t('note.kind')}
              value={form.kind}
              onChange={(kind) => change({ kind })}
              options={noteKinds.map((kind) => ({ value: kind, label: t(`note.kind.${kind}`) }))}
              scroll
            />
          </div>
          <EvidenceChoice
            cases={cases}
            criterion={form.criterion}
            value={evidenceOf(form)}
            onChange={(evidence) => {
              setPicked(true)
              change({ evidence })
            }}
          />
        </>
      )}
      <div ref={texts} className="editor-texts stack">
        {fieldsOf[form.kind].map((field) => (
          <TextArea
            key={field}
            label={t(`note.field.${field}`)}
            hideLabel={field === 'text'}
            minRows={field === 'text' ? 6 : 2}
            maxLength={lengthLimit(field)}
            placeholder={chosen ? undefined : t('note.readers.first')}
            readOnly={!chosen || rest.acknowledged === true}
            onClick={() => !chosen && setChoosing(true)}
            {...editor.field(`texts.${field}`)}
          />
        ))}
      </div>
      <ActionChoice subject={subject} workingDayFrom={workingDayFrom} {...editor.field('actions')} />
      <FollowUpChoice
        {...editor.field('followUpOn')}
        value={followUpOf(form)}
        zone={zone}
        workingDayFrom={workingDayFrom}
      />
    </EditorScreen>
  )
}
