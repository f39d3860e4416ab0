import Search from 'lucide-react/icons/search'
import { Link } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { Icon } from '#client/ui/icon.tsx'

/** In the header of Today, of a team and of every other place of the bar that somebody may have in its stead: the way to the search. */
export function SearchLink() {
  const t = useT()
  return (
    <Link to={paths.search} viewTransition className="icon-button" aria-label={t('search.title')}>
      <Icon icon={Search} />
    </Link>
  )
}
