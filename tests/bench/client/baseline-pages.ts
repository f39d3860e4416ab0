import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import react from '@vitejs/plugin-react'
import compression from 'compression'
import express from 'express'
import type { BrowserContext } from 'playwright-core'
import { build, type InlineConfig } from 'vite'
import { serveClient } from '#server/client-files.ts'
import type { BareRow } from './baselines/bare-rows.tsx'

const sources = path.join(import.meta.dirname, 'baselines')
const pages = ['empty', 'stored-rows', 'fetched-rows', 'change-view'] as const

export interface BaselinePages {
  addressOf(page: (typeof pages)[number]): string
  close(): Promise<void>
}

/** What the bare pages show: as many rows as a full screen of Today, in two lines each. */
const rows: BareRow[] = Array.from({ length: 12 }, (_, index) => ({
  id: `row-${index}`,
  title: `${index + 1}번째 사람 님`,
  detail: '혐오 표현 판정이 팀 기준에서 벗어남, 12건 중 4건',
}))

/**
 * Builds the pages that Dure's client is compared with, and serves them as Dure serves its own: by Express, from files
 * compressed beforehand. Each page is one script, so that none waits for a second file.
 */
export async function serveBaselines(): Promise<BaselinePages> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dure-bench-baselines-'))
  for (const page of pages) await buildPage(folder, page)
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.(css|html|js)$/.test(file))
  await buildWorker(folder, files)
  await Promise.all([...files, 'worker.js'].map((file) => compress(path.join(folder, file))))

  const app = express()
  app.use(compression())
  app.post('/api/rows', (_, response) => {
    response.set('Cache-Control', 'no-store').json({ rows })
  })
  app.use(serveClient(folder, 'http://localhost'))
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    addressOf: (page) => `http://localhost:${port}/${page}.html`,
    async close() {
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const config: InlineConfig = {
  configFile: false,
  root: sources,
  logLevel: 'warn',
  mode: 'production',
}

async function buildPage(folder: string, page: string): Promise<void> {
  await build({
    ...config,
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: ['chrome120'],
      modulePreload: { polyfill: false },
      rolldownOptions: { input: path.join(sources, `${page}.html`) },
    },
  })
}

async function buildWorker(folder: string, files: string[]): Promise<void> {
  await build({
    ...config,
    define: { FILES: JSON.stringify(files.map((file) => `/${file}`)) },
    build: {
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: path.join(sources, 'worker.ts'),
        output: { format: 'iife', entryFileNames: 'worker.js' },
      },
    },
  })
}

async function compress(file: string): Promise<void> {
  await writeFile(`${file}.br`, await promisify(brotliCompress)(await readFile(file)))
}

/** Puts the rows into this browser's storage and the pages behind a service worker. */
export async function installBaselines(context: BrowserContext, { addressOf }: BaselinePages): Promise<void> {
  const page = await context.newPage()
  await page.goto(addressOf('empty'))
  await page.evaluate(async (stored) => {
    await navigator.serviceWorker.register('/worker.js')
    await navigator.serviceWorker.ready
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open('bare', 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { keyPath: 'id' })
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const writing = opening.result.transaction('rows', 'readwrite')
        for (const row of stored) writing.objectStore('rows').put(row)
        writing.oncomplete = resolve
        writing.onerror = () => reject(writing.error)
      }
    })
  }, rows)
  await page.close()
}
