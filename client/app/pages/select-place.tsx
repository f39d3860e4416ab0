import { SelectPage } from '#client/features/today/select-page.tsx'
import { todayRows } from './today-rows.ts'

/** Today's rows to be settled together. */
export const SelectPlace = () => <SelectPage kinds={todayRows.useValue()} />
