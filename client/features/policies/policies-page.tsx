import './policy.css'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronUp from 'lucide-react/icons/chevron-up'
import { useId, useState } from 'react'
import { useParams } from 'react-router'
import { paths } from '#client/commands/policies-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { administers, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { type Branch, treesOf } from '#shared/policies/tree-rules.ts'
import type { PolicyView } from '#shared/policies/views.ts'
import { AreaSheet } from './area-sheet.tsx'
import { useInForce, usePolicies } from './data.ts'
import { PolicyPage } from './policy-page.tsx'

/** Every policy, or the one that the address names. */
export function PoliciesPage() {
  const { code } = useParams()
  return code === undefined ? <PolicyList /> : <PolicyPage code={code} />
}

/** Every policy in its area, with the version that is in force; an administrator adds areas. */
function PolicyList() {
  const t = useT()
  const query = usePolicies()
  const admin = administers(useMe())
  const { online } = useWorkStatus()
  const [adds, setAdds] = useState(false)
  return (
    <DetailPage
      title={t('policy.all')}
      back={appPaths.me}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        admin && (
          <Dock>
            <Button size="wide" disabled={!online} onClick={() => setAdds(true)}>
              {t('policy.area.add')}
            </Button>
          </Dock>
        )
      }
    >
      <Loaded query={query}>
        {(policies) =>
          policies.length === 0 ? (
            <EmptyState text={t('policy.none')} />
          ) : (
            <RowGroup heading={t('policy.inForce')} limit={Number.POSITIVE_INFINITY}>
              {treesOf(policies).map((branch) => (
                <PolicyBranch key={branch.policy.code} branch={branch} />
              ))}
            </RowGroup>
          )
        }
      </Loaded>
      {adds && <AreaSheet onClose={() => setAdds(false)} />}
    </DetailPage>
  )
}

/** A policy, and a list of those that lie under it, which can be folded away. */
function PolicyBranch({ branch: { policy, under } }: { branch: Branch<PolicyView> }) {
  const t = useT()
  const name = useNames().policy(policy.code)
  const listId = useId()
  const [folded, setFolded] = useState(false)
  if (under.length === 0) return <PolicyRow policy={policy} />
  return (
    <li className="policy-branch">
      <PolicyRow
        policy={policy}
        as="div"
        aside={
          <Button
            variant="text"
            size="row"
            aria-expanded={!folded}
            aria-controls={listId}
            aria-label={t('policy.under', { name })}
            onClick={() => setFolded(!folded)}
          >
            <Icon icon={folded ? ChevronDown : ChevronUp} />
          </Button>
        }
      />
      <ul id={listId} hidden={folded}>
        {under.map((child) => (
          <PolicyBranch key={child.policy.code} branch={child} />
        ))}
      </ul>
    </li>
  )
}

type RowProps = Pick<Parameters<typeof Row>[0], 'as' | 'aside'> & { policy: PolicyView }

function PolicyRow({ policy, ...rest }: RowProps) {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const version = useInForce()(policy)
  return (
    <Row
      {...rest}
      title={names.policy(policy.code)}
      detail={
        version
          ? t('policy.version', { label: version.label, day: format.shortDate(version.effectiveFrom) })
          : t('policy.version.none')
      }
      to={paths.policy(encodeURIComponent(policy.code))}
    />
  )
}
