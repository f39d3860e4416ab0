import './inbox-link.css'
import Inbox from 'lucide-react/icons/inbox'
import { Link } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { Icon } from '#client/ui/icon.tsx'
import { useUnread } from './data.ts'

/** In the header of Today: the way to the inbox, with how many of its rows are unread. */
export function InboxLink() {
  const t = useT()
  const n = useUnread().length
  return (
    <Link
      to={paths.inbox}
      viewTransition
      className="icon-button inbox-link"
      aria-label={t('today.inbox', { n })}
    >
      <Icon icon={Inbox} />
      {n > 0 && (
        <span className="inbox-link-count" aria-hidden="true">
          {n > 99 ? '99+' : n}
        </span>
      )}
    </Link>
  )
}
