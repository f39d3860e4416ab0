import * as z from 'zod/mini'
import { upTo } from '#shared/core/fields.ts'

/** Describes what a person asks for a copy of their data with: their password, because a phone may lie open. */
export const copyInput = z.object({ current: upTo(200).check(z.minLength(1)) })

/** The name of the file's form, which is its first property. */
export const copyFormat = 'dure-person-copy'
/** The version of the form; tables and columns are added without another one. */
export const copyVersion = 1
/** Stands in place of texts about child safety. */
export const maskedText = '***'
/** The end of every whole file; one that was cut off on its way ends otherwise. */
export const copyEnd = '"complete":true}\n'
