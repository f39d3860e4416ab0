import './node-guard.js'
import { buildClient } from './build-client.ts'

await buildClient()
