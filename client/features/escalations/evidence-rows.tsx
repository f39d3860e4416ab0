import './evidence.css'
import ChevronRight from 'lucide-react/icons/chevron-right'
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import ClipboardCheck from 'lucide-react/icons/clipboard-check'
import FileSearch from 'lucide-react/icons/file-search'
import Megaphone from 'lucide-react/icons/megaphone'
import NotebookText from 'lucide-react/icons/notebook-text'
import Scale from 'lucide-react/icons/scale'
import Split from 'lucide-react/icons/split'
import { Link } from 'react-router'
import { paths as calibrationPaths } from '#client/commands/calibration-paths.ts'
import { questionPath } from '#client/commands/question-path.ts'
import { paths as reviewPaths } from '#client/commands/reviews-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Icon } from '#client/ui/icon.tsx'
import type { EscalationView } from '#shared/escalations/views.ts'

const icons = {
  case: FileSearch,
  note: NotebookText,
  escalation: Megaphone,
  review: ClipboardCheck,
  dispute: Scale,
  split: Split,
  question: CircleQuestionMark,
}
const addresses = {
  case: paths.case,
  note: paths.note,
  escalation: paths.escalation,
  review: reviewPaths.review,
  dispute: reviewPaths.review,
  split: calibrationPaths.round,
  question: questionPath,
}

/**
 * Shows what an escalation points to. The label of a question is the code of its policy, which says nothing here. A case or note opens only for who may see it; the others read what it is
 * called.
 */
export function EvidenceRows({ links, empty }: { links: EscalationView['links']; empty?: string }) {
  const t = useT()
  if (links.length === 0) return empty ? <p className="text-label text-quiet">{empty}</p> : null
  return (
    <ul className="evidence">
      {links.map(({ linkId, kind, targetId, label }) => {
        const message = (
          <>
            <Icon icon={icons[kind]} small />
            <span className="two-lines evidence-text">
              {[t(`esc.link.${kind}`), kind !== 'question' && label].filter(Boolean).join(' · ')}
            </span>
          </>
        )
        return (
          <li key={linkId}>
            {targetId ? (
              <Link to={addresses[kind](targetId)} className="evidence-row">
                {message}
                <Icon icon={ChevronRight} small />
              </Link>
            ) : (
              <span className="evidence-row">{message}</span>
            )}
            <SyncLine entity={linkId} />
          </li>
        )
      })}
    </ul>
  )
}
