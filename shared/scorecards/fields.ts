import * as z from 'zod/mini'
import { metrics } from './rules.ts'

export const metric = z.enum(metrics)
