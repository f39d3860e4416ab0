import { tmpdir } from 'node:os'
import path from 'node:path'

/** Environment of a started program: compiled modules are kept between starts, which halves the time of a short one. */
export const compileCache = { NODE_COMPILE_CACHE: path.join(tmpdir(), 'dure-compiled') }
