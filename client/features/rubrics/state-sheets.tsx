import './rubric.css'
import { type ReactNode, useState } from 'react'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { rubrics } from '#shared/rubrics/contracts.ts'
import {
  changesBetween,
  languages,
  missingIn,
  problemsOf,
  type RubricChange,
  weightShare,
} from '#shared/rubrics/rules.ts'
import type { RubricVersionView } from '#shared/rubrics/views.ts'
import { useChangeVersion, useTranslated } from './data.ts'

type SheetProps = { version: RubricVersionView; onClose: () => void }

/** Shows what a draft changes, and publishes it: from then on it is locked. */
export function PublishSheet({
  version,
  before,
  onClose,
}: SheetProps & { before: RubricVersionView | undefined }) {
  const t = useT()
  const { content } = version
  const [problem] = problemsOf(content)
  const changes = changesBetween(before?.content ?? null, content)
  const describe = useDescribeChange(version, before)
  return (
    <StateSheet
      title={t('rubric.publish.title', { number: version.number })}
      label={t('rubric.publish')}
      done={t('rubric.published')}
      contract={rubrics.publish}
      blocked={problem !== undefined}
      {...{ version, onClose }}
    >
      {problem && <p role="alert">{t(`rubric.problem.${problem.kind}`)}</p>}
      <p>{before ? t('rubric.publish.replaces', { number: before.number }) : t('rubric.publish.first')}</p>
      {before && changes.length === 0 && <p>{t('rubric.publish.same')}</p>}
      {before && (
        <ul className="rubric-changes">
          {changes.map((change) => (
            <li key={`${change.kind} ${change.criterion.criterionId}`}>{describe(change)}</li>
          ))}
        </ul>
      )}
      {languages.map((language) => {
        const n = missingIn(content, language)
        return (
          n > 0 && (
            <p key={language} className="rubric-missing">
              {t(`rubric.missingIn.${language}`, { n })}
            </p>
          )
        )
      })}
    </StateSheet>
  )
}

/** Asks once before a version is used no more. */
export function ArchiveSheet({ version, onClose }: SheetProps) {
  const t = useT()
  return (
    <StateSheet
      title={t('rubric.archive')}
      label={t('rubric.archive')}
      done={t('rubric.archived')}
      contract={rubrics.archive}
      danger
      {...{ version, onClose }}
    >
      <p>{t(version.state === 'draft' ? 'rubric.archive.draft' : 'rubric.archive.what')}</p>
    </StateSheet>
  )
}

function useDescribeChange(after: RubricVersionView, before: RubricVersionView | undefined) {
  const t = useT()
  const format = useFormat()
  const inReader = useTranslated()
  const share = (version: RubricVersionView | undefined, weight: number) =>
    format.percent(version ? weightShare(version.content, weight) : 0)
  return ({ kind, criterion, before: was }: RubricChange): string => {
    const name = inReader(criterion.label).text
    if (kind !== 'weight' || !was) return t(`rubric.change.${kind}`, { name })
    return t('rubric.change.weights', {
      name,
      before: share(before, was.weight),
      after: share(after, criterion.weight),
    })
  }
}

function StateSheet({
  title,
  label,
  done,
  contract,
  version,
  onClose,
  blocked = false,
  danger = false,
  children,
}: SheetProps & {
  title: string
  label: string
  done: string
  contract: (typeof rubrics)['publish'] | (typeof rubrics)['archive']
  blocked?: boolean
  danger?: boolean
  children: ReactNode
}) {
  const t = useT()
  const toast = useToast()
  const change = useChangeVersion()
  const { online } = useWorkStatus()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function ask() {
    setBusy(true)
    setFailure(undefined)
    try {
      await change(contract, version)
      toast({ text: done })
      onClose()
    } catch (thrown) {
      setFailure(t(`error.${toAppError(thrown).code}`))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      footer={
        <Button
          size="wide"
          variant={danger ? 'danger' : 'primary'}
          disabled={!online || busy || blocked}
          onClick={() => void ask()}
        >
          {label}
        </Button>
      }
    >
      <div className="stack">
        {children}
        {!online && <output>{t('rubric.offline')}</output>}
        {failure && <p role="alert">{failure}</p>}
      </div>
    </Sheet>
  )
}
