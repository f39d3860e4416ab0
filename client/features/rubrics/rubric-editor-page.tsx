import { useState } from 'react'
import { useParams } from 'react-router'
import { rubricsOnPhone } from '#client/commands/rubrics.ts'
import { paths } from '#client/commands/rubrics-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { useUnsent } from '#client/offline/react/use-unsent.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { ForbiddenState } from '#client/ui/states.tsx'
import { can } from '#shared/policy.ts'
import type { RubricVersionView } from '#shared/rubrics/views.ts'
import { useVersion } from './data.ts'
import { RubricEditor } from './rubric-editor.tsx'
import { formOf, isRubricForm, newRubricForm } from './rubric-form.ts'

/** Drafts of this feature, by the team or the version that they are about. */
const newDraftKey = (teamId: string) => `rubric:new:${teamId}`
const editDraftKey = (versionId: string) => `rubric:${versionId}`

/** A new rubric of the team that the address names, or the version that it names. */
export function RubricEditorPage() {
  const { teamId, versionId = '' } = useParams()
  return teamId === undefined ? <EditedRubric versionId={versionId} /> : <NewRubric teamId={teamId} />
}

/** A new rubric for a team, where it was left off if it was begun before. */
function NewRubric({ teamId }: { teamId: string }) {
  const me = useMe()
  const draftKey = newDraftKey(teamId)
  const kept = useKeptForm(draftKey, isRubricForm)
  const { platform } = useOffline().outbox
  const [initial] = useState(() => newRubricForm(platform.newId))
  if (!can(actorOf(me), 'rubric.write', { teamId })) return <Forbidden />
  if (kept === undefined) return null
  return <RubricEditor initial={kept ?? initial} draftKey={draftKey} teamId={teamId} />
}

/** A draft that is there, revised; of another version the next one. Also where a refused saving is put right. */
function EditedRubric({ versionId }: { versionId: string }) {
  const t = useT()
  const me = useMe()
  const query = useVersion(versionId)
  const { found, served } = query.data ?? {}
  if (found && can(actorOf(me), 'rubric.write', { teamId: found.version.teamId }))
    return <Revision version={found.version} served={served?.version} />
  if (found) return <Forbidden />
  return (
    <DetailPage title={t('rubric.title')} back={paths.rubrics} close>
      <Loaded query={query} notFound={t('rubric.gone')}>
        {() => null}
      </Loaded>
    </DetailPage>
  )
}

function Forbidden() {
  const t = useT()
  return (
    <DetailPage title={t('rubric.title')} back={paths.rubrics} close>
      <ForbiddenState />
    </DetailPage>
  )
}

type RevisionProps = { version: RubricVersionView; served: RubricVersionView | undefined }

function Revision({ version, served }: RevisionProps) {
  const { versionId, rubricId, teamId, state, content } = version
  const draftKey = editDraftKey(versionId)
  const kept = useKeptForm(draftKey, isRubricForm)
  const { refused } = useUnsent(rubricsOnPhone.save, versionId)
  const { platform } = useOffline().outbox
  // As it was when the editor opened: what arrives meanwhile must not change under the writer's hands.
  const [initial] = useState(() => {
    const ids = { versionId, rubricId, commandId: platform.newId() }
    if (refused?.input) {
      const base = refused.error?.code === 'CONFLICT' ? (served?.version ?? null) : refused.base
      return formOf(refused.input.content, { ...ids, base })
    }
    if (state !== 'draft') return formOf(content, { ...ids, versionId: platform.newId(), base: null })
    return formOf(content, { ...ids, base: version.version })
  })
  if (kept === undefined) return null
  return (
    <RubricEditor
      initial={kept ?? initial}
      draftKey={draftKey}
      teamId={teamId}
      revises={state === 'draft'}
      refusal={refused?.error?.code}
    />
  )
}
