import './rubric.css'
import { useState } from 'react'
import { rubricsOnPhone } from '#client/commands/rubrics.ts'
import { paths } from '#client/commands/rubrics-paths.ts'
import { EditorScreen } from '#client/forms/editor-screen.tsx'
import { useEditor } from '#client/forms/use-editor.ts'
import { useCloseOnBack } from '#client/lib/close-on-back.ts'
import { useT } from '#client/lib/i18n.ts'
import { deskRoom, useMedia } from '#client/lib/use-media.ts'
import { isRefusedAsFull } from '#client/offline/outbox/refusal.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { Button } from '#client/ui/button.tsx'
import type { SaveRubricInput } from '#shared/rubrics/contracts.ts'
import { criterionLimit, sectionLimit } from '#shared/rubrics/rules.ts'
import { CriterionFields } from './criterion-fields.tsx'
import { CriterionList } from './criterion-list.tsx'
import {
  fieldOf,
  isEmpty,
  newCriterion,
  newSection,
  type RubricForm,
  readRubric,
  withCriterion,
  withMoved,
  withoutCriterion,
  withoutWeight,
} from './rubric-form.ts'
import { InBoth } from './text-fields.tsx'

type Props = {
  initial: RubricForm
  draftKey: string
  teamId: string
  /** A draft that is there is revised. */
  revises?: boolean
  /** The code with which its saving was refused. */
  refusal?: string | undefined
}

/**
 * Edits a rubric: a list of criteria and one of them. At a desk both stand side by side; on a phone the criterion is a page of
 * its own.
 */
export function RubricEditor({ initial, draftKey, teamId, revises = false, refusal }: Props) {
  const t = useT()
  const save = useSaveRubric()
  const isDesk = useMedia(deskRoom)
  const { platform } = useOffline().outbox
  const [opened, setOpened] = useState<string>()
  const editor = useEditor({
    ...{ draftKey, initial, isEmpty, home: paths.rubrics, saved: paths.rubric(initial.versionId), revises },
    read: (form) => readRubric(form, teamId),
    send: (input, { base, commandId }) => save(input, { base, commandId, draftKey }),
    refused: { field: fieldOf(''), text: refusal === 'CONFLICT' ? t('error.CONFLICT') : undefined },
    refusal: (thrown) => ({ text: t(isRefusedAsFull(thrown) ? 'note.failed.full' : 'note.failed') }),
    say: (field) => t(field === 'name' ? 'rubric.fault.name' : 'rubric.fault.sections'),
    onFaults: () => setOpened(withoutWeight(editor.values)?.criterionId),
  })
  const { values: form, change, errorAt, keeping } = editor
  const criteria = form.sections.flatMap((section) => section.criteria)
  const shown =
    criteria.find(({ criterionId }) => criterionId === opened) ?? (isDesk ? criteria[0] : undefined)
  useCloseOnBack(!isDesk && shown !== undefined, () => setOpened(undefined))
  const isFull = criteria.length >= criterionLimit

  function addCriterion(sectionId: string) {
    const added = newCriterion(platform.newId)
    change({
      sections: form.sections.map((section) =>
        section.sectionId === sectionId ? { ...section, criteria: [...section.criteria, added] } : section,
      ),
    })
    setOpened(added.criterionId)
  }
  function addSection() {
    const section = newSection(platform.newId)
    change({ sections: [...form.sections, section] })
    setOpened(section.criteria[0]?.criterionId)
  }

  const detail = shown && (
    <section className="rubric-detail" aria-label={t('rubric.criterion')}>
      {!isDesk && (
        <Button variant="text" flush onClick={() => setOpened(undefined)}>
          {t('rubric.backToList')}
        </Button>
      )}
      <CriterionFields
        key={shown.criterionId}
        criterion={shown}
        onChange={(part) =>
          change({
            sections: withCriterion(form.sections, shown.criterionId, (criterion) => ({
              ...criterion,
              ...part,
            })),
          })
        }
        onMove={(step) => change({ sections: withMoved(form.sections, shown.criterionId, step) })}
        onRemove={
          criteria.length > 1
            ? () => {
                change({ sections: withoutCriterion(form.sections, shown.criterionId) })
                setOpened(undefined)
              }
            : undefined
        }
      />
    </section>
  )
  const list = (
    <div className="rubric-list">
      <InBoth label={t('rubric.name')} limit={100} value={form.name} onChange={(name) => change({ name })} />
      <CriterionList
        sections={form.sections}
        opened={shown?.criterionId}
        onOpen={setOpened}
        onAdd={isFull ? undefined : addCriterion}
        onTitle={(sectionId, title) =>
          change({
            sections: form.sections.map((section) =>
              section.sectionId === sectionId ? { ...section, title } : section,
            ),
          })
        }
      />
      {!isFull && form.sections.length < sectionLimit && (
        <Button variant="secondary" onClick={addSection}>
          {t('rubric.addSection')}
        </Button>
      )}
    </div>
  )
  return (
    <EditorScreen
      title={t(revises ? 'rubric.edit' : 'rubric.new')}
      editor={editor}
      home={paths.rubrics}
      submitLabel={t('rubric.save')}
      aside={
        <output className="text-label text-quiet">
          {keeping !== 'nothing' && t(`note.draft.${keeping}`)}
        </output>
      }
      className="rubric-editor"
    >
      {(errorAt('sections') ?? errorAt('name')) && (
        <p className="field-error rubric-fault" role="alert">
          {errorAt('sections') ?? errorAt('name')}
        </p>
      )}
      {(isDesk || !shown) && list}
      {detail}
    </EditorScreen>
  )
}

/** Puts a draft on this phone, in the place of a refused saving where there is one. */
function useSaveRubric() {
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  return async (
    input: SaveRubricInput,
    options: { base: number | null; commandId: string; draftKey: string },
  ): Promise<void> => {
    const { refused, replace } = findUnsent(rubricsOnPhone.save, input.versionId)
    if (refused) await replace(refused.commandId, input, options)
    else await enqueue(rubricsOnPhone.save, { input, ...options })
  }
}
