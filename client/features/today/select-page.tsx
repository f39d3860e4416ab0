import { useRef, useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useGoBack } from '#client/lib/use-go-back.ts'
import { kindOf, type RowKinds } from '#client/manifest/today-rows.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { todayGroups } from '#shared/today/rules.ts'
import { useToday } from './data.ts'
import { SelectRow } from './select-row.tsx'
import { useWrites, type Write } from './use-settle.ts'

/** Settles or puts off several rows of Today together: what a swipe does to one. One Undo covers them all. */
export function SelectPage({ kinds }: { kinds: RowKinds }) {
  const t = useT()
  const format = useFormat()
  const goBack = useGoBack()
  const query = useToday()
  const writes = useWrites()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  /** How each row is settled by what is done, as its row says it. */
  const settling = useRef(new Map<string, () => Write>())
  const items = query.data?.items.filter(({ key }) => chosen.has(key)) ?? []
  const n = items.length

  function leaveWith(made: readonly Write[], text: string) {
    void writes.perform(made, text)
    goBack(paths.today)
  }
  function done() {
    const made = items.map(({ key }) => settling.current.get(key)?.() ?? writes.settle(key))
    leaveWith(made, t('today.done', { n }))
  }
  const times = writes.laterTimes()
  function later(until: string) {
    const made = items.map(({ key }) => writes.settle(key, until))
    leaveWith(made, t('today.later', { n, time: format.due(until) }))
  }
  const choose = (key: string, isChosen: boolean) =>
    setChosen((before) => {
      const after = new Set(before)
      if (isChosen) after.add(key)
      else after.delete(key)
      return after
    })

  const canWait = n > 0 && items.every((item) => kindOf(kinds, item).waits)
  const dock = (
    <Dock>
      <Button disabled={n === 0} onClick={done}>
        {t('select.done', { n })}
      </Button>
      <Button variant="secondary" disabled={!canWait} onClick={() => later(times[0])}>
        {t('ui.later')}
      </Button>
    </Dock>
  )
  return (
    <DetailPage
      title={n === 0 ? t('today.act.select') : t('select.chosen', { n })}
      back={paths.today}
      asOf={query.dataUpdatedAt || undefined}
      dock={dock}
      more={times.map((until) => ({
        label: t('today.act.later', { time: format.due(until) }),
        onSelect: () => later(until),
        disabled: !canWait,
      }))}
    >
      <Loaded query={query} rows={6}>
        {(view) =>
          view.items.length === 0 ? (
            <EmptyState text={t('today.empty')} />
          ) : (
            todayGroups.map((group) => (
              <RowGroup key={group} heading={t(`today.group.${group}`)} limit={Number.POSITIVE_INFINITY}>
                {view.items
                  .filter((item) => item.group === group)
                  .map((item) => (
                    <SelectRow
                      key={item.key}
                      item={item}
                      kinds={kinds}
                      writes={writes}
                      chosen={chosen.has(item.key)}
                      onChoose={(isChosen) => choose(item.key, isChosen)}
                      settling={settling.current}
                    />
                  ))}
              </RowGroup>
            ))
          )
        }
      </Loaded>
    </DetailPage>
  )
}
