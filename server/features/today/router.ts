import { checked, command, createRouter, reading, signedIn } from '#server/trpc.ts'
import { settleInput, unsettleInput } from '#shared/today/contracts.ts'
import { todayView } from '#shared/today/views.ts'
import { listToday, settle, unsettle } from './service.ts'

export const todayRouter = createRouter({
  list: signedIn.output(checked(todayView)).query(reading(listToday)),
  settle: command('today.settle', settleInput, settle),
  unsettle: command('today.unsettle', unsettleInput, unsettle),
})
