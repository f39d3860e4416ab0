import './raise.css'
import type { ReactNode } from 'react'
import { EditorScreen } from '#client/forms/editor-screen.tsx'
import { useEditor } from '#client/forms/use-editor.ts'
import { useT } from '#client/lib/i18n.ts'
import { findPerson, type Team, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { isRefusedAsFull } from '#client/offline/outbox/refusal.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Label } from '#client/ui/label.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { escalationKinds, safetyCategories } from '#shared/escalations/rules.ts'
import { mayLower } from '#shared/escalations/step-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { partnerFunctions } from '#shared/people/role-rules.ts'
import { CallFirst } from './call-first.tsx'
import { isChildSafety, isEmpty, type RaiseForm } from './raise-form.ts'
import { fieldOf, hasEarlierText, type RaiseField, readRaise } from './read-raise.ts'
import { SeverityChoice } from './severity-choice.tsx'
import { useRaise } from './use-raise.ts'

type Props = {
  initial: RaiseForm
  draftKey: string
  teams: readonly Team[]
  /** What is being changed, and in which version. */
  revises?: { base: number; view: EscalationView }
  refusedField?: string | undefined
}

/** Kind, severity with the clock that it starts, a few words, and whose answer is needed. */
export function RaiseEditor({ initial, draftKey, teams, revises, refusedField }: Props) {
  const t = useT()
  const raise = useRaise()
  const { online } = useWorkStatus()
  const saved = paths.escalation(initial.escalationId)
  const home = revises ? saved : paths.escalations
  const base = revises?.base ?? null
  const editor = useEditor({
    ...{ draftKey, initial, isEmpty, home, saved },
    revises: revises !== undefined,
    read: (values) => readRaise(values, revises?.view),
    send: (input, { commandId }) => raise(input, { base, commandId, draftKey }),
    refused: { field: fieldOf(refusedField ?? '') },
    refusal: (thrown) => ({ text: t(isRefusedAsFull(thrown) ? 'note.failed.full' : 'esc.failed') }),
    say(field, fault) {
      if (field === 'category' && revises && hasEarlierText(revises.view)) return t('raise.earlier')
      return t(
        isNeverMissing(field) || fault === 'refused' ? `raise.refused.${field}` : `raise.missing.${field}`,
      )
    },
  })
  const { values: form, change, errorAt, discard, leave } = editor
  const child = isChildSafety(form)
  const mayRedirect = !revises || maySendOn(revises.view)
  return (
    <EditorScreen
      title={t(revises ? 'raise.edit' : 'raise.title')}
      editor={editor}
      home={home}
      submitLabel={t(revises ? 'raise.save' : 'raise.submit')}
      more={
        editor.dirty
          ? [{ label: t('raise.discard'), onSelect: () => void discard().then(leave), danger: true }]
          : []
      }
      className="raise"
    >
      {revises?.view.request && <p className="text-label text-quiet">{t('raise.voids')}</p>}
      <Source form={form} onChange={change} fixed={!mayRedirect} error={errorAt('subjectId')} />
      {teams.length > 1 && !revises && (
        <SelectField
          label={t('raise.team')}
          value={form.teamId}
          onChange={(teamId) => change({ teamId })}
          options={teams.map(({ teamId, name }) => ({ value: teamId, label: name }))}
        />
      )}
      <Choice label={t('raise.kind')} error={errorAt('kind')}>
        <ChipGroup
          label={t('raise.kind')}
          value={form.kind ?? undefined}
          onChange={(kind) => change({ kind })}
          options={escalationKinds.map((value) => ({ value, label: t(`esc.kind.${value}`) }))}
        />
      </Choice>
      {form.kind === 'safety' && (
        <Choice label={t('raise.category')} error={errorAt('category')}>
          <ChipGroup
            label={t('raise.category')}
            value={form.category ?? undefined}
            onChange={(category) => change({ category })}
            options={safetyCategories.map((value) => ({ value, label: t(`esc.category.${value}`) }))}
          />
        </Choice>
      )}
      {child && <p className="raise-child">{t('raise.child')}</p>}
      {!revises && (
        <SeverityChoice
          value={form.severity ?? undefined}
          onChange={(severity) => change({ severity })}
          error={errorAt('severity')}
        />
      )}
      {!online && form.severity === 'P0' && <CallFirst teamId={form.teamId} />}
      {child && (
        <TextField
          label={t('raise.case')}
          hint={t('raise.case.hint')}
          maxLength={64}
          {...editor.field('caseReference')}
        />
      )}
      <TextArea
        label={t('raise.summary')}
        hint={child ? t('raise.summary.child') : undefined}
        minRows={2}
        maxLength={200}
        {...editor.field('summary')}
      />
      {mayRedirect ? (
        <Choice label={t('raise.function')} error={errorAt('function')}>
          <ChipGroup
            label={t('raise.function')}
            value={form.function ?? 'none'}
            onChange={(chosen) => change({ function: chosen === 'none' ? null : chosen })}
            options={[
              { value: 'none' as const, label: t('raise.function.none') },
              ...partnerFunctions.map((value) => ({ value, label: t(`esc.function.${value}`) })),
            ]}
          />
        </Choice>
      ) : (
        <p className="text-label text-quiet">{t('raise.function.fixed')}</p>
      )}
      {!child && (
        <>
          <TextArea
            label={t('raise.details')}
            optional
            value={form.details}
            minRows={2}
            maxLength={4000}
            error={errorAt('details')}
            onChange={(details) => change({ details })}
          />
          <TextField
            label={t('raise.case')}
            hint={t('raise.case.hint')}
            optional
            maxLength={64}
            {...editor.field('caseReference')}
          />
        </>
      )}
    </EditorScreen>
  )
}

/** Where it goes and whom it is about can be left out; the server may still refuse them. */
const isNeverMissing = (field: RaiseField) =>
  field === 'details' || field === 'function' || field === 'subjectId'

/** A submitted escalation is sent on by whoever may lower its severity; a draft by its writer. */
const maySendOn = ({ status, severity, relations, version }: EscalationView): boolean =>
  status === 'draft' || version === 0 || mayLower(severity, new Set(relations))

type ChoiceProps = { label: string; error?: string | undefined; children: ReactNode }

function Choice({ label, error, children }: ChoiceProps) {
  return (
    <div aria-invalid={error ? true : undefined}>
      <Label>{label}</Label>
      {children}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

type SourceProps = {
  form: RaiseForm
  onChange: (part: Partial<RaiseForm>) => void
  /** This writer may not change the subject. */
  fixed: boolean
  error: string | undefined
}

/** What it begins with, and the way to leave that out. */
function Source({ form: { links, subjectId, kind, category }, onChange, fixed, error }: SourceProps) {
  const t = useT()
  const me = useMe()
  const subject = subjectId ? findPerson(me, subjectId)?.person : undefined
  const shown = isChildSafety({ kind, category }) ? [] : links
  return (
    <>
      {shown.map(({ linkId, kind: linkKind }) => (
        <p key={linkId} className="raise-source">
          <span>{t(linkKind === 'escalation' ? 'esc.link.escalation' : `raise.source.${linkKind}`)}</span>
          <Button
            variant="text"
            size="row"
            onClick={() => onChange({ links: links.filter((link) => link.linkId !== linkId) })}
          >
            {t('raise.source.remove')}
          </Button>
        </p>
      ))}
      {subject && (
        <p className="raise-source">
          <span>{t('raise.source.person', { name: subject.name })}</span>
          {!fixed && (
            <Button variant="text" size="row" onClick={() => onChange({ subjectId: null })}>
              {t('raise.source.remove')}
            </Button>
          )}
        </p>
      )}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </>
  )
}
