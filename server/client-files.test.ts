import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import express, { type NextFunction, type Request, type Response } from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAppError } from '#shared/core/errors.ts'
import { serveClient } from './client-files.ts'

let folder: string
let server: Server
let url: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dure-client-'))
  await mkdir(path.join(folder, 'assets'))
  await mkdir(path.join(folder, '.vite'))
  const manifest = {
    '_today-h.js': { file: 'assets/today-h.js', name: 'today', css: ['assets/today-h.css'] },
    'messages/ko-first.ts': { file: 'assets/ko-h.js' },
    'messages/en-first.ts': { file: 'assets/en-h.js' },
  }
  const files: Record<string, string> = {
    'index.html': '<!doctype html>',
    'assets/both-h.js': 'plain()',
    'assets/alone-h.js': 'alone()',
    '.vite/manifest.json': JSON.stringify(manifest),
  }
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text)
  for (const file of ['index.html', 'assets/both-h.js'])
    await writeFile(path.join(folder, `${file}.br`), brotliCompressSync(`compressed ${file}`))
  const app = express().use(serveClient(folder, 'https://dure.example'))
  app.use((error: unknown, _: Request, response: Response, __: NextFunction) => {
    response.sendStatus(isAppError(error) && error.code === 'NOT_FOUND' ? 404 : 500)
  })
  server = createServer(app).listen(0)
  await once(server, 'listening')
  const address = server.address()
  url = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

const get = (place: string, headers: Record<string, string> = {}) =>
  fetch(url + place, { headers: { 'accept-encoding': 'br', ...headers } })

test('a file goes as the build compressed it, under its own type, and may be kept for ever', async () => {
  const answer = await get('/assets/both-h.js')
  expect(await answer.text()).toBe('compressed assets/both-h.js')
  expect(answer.headers.get('content-encoding')).toBe('br')
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(answer.headers.get('vary')).toBe('Accept-Encoding')
})

test('who reads no brotli, and a file without a copy, get the file itself', async () => {
  const plain = await get('/assets/both-h.js', { 'accept-encoding': 'identity' })
  expect(await plain.text()).toBe('plain()')
  expect(plain.headers.get('content-encoding')).toBeNull()
  const alone = await get('/assets/alone-h.js')
  expect(await alone.text()).toBe('alone()')
  expect(alone.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

test('a screen is index.html, kept nowhere, with hints of the reader’s language', async () => {
  const stranger = await get('/today', { 'accept-language': 'en-GB,ko;q=0.5' })
  expect(await stranger.text()).toBe('compressed index.html')
  expect(stranger.headers.get('cache-control')).toBe('no-store')
  expect(stranger.headers.get('link')).toBe('</assets/en-h.js>; rel=modulepreload')
})

test('who has a session gets the hint of Today too', async () => {
  const answer = await get('/', { 'accept-language': 'fr', cookie: '__Host-dure=token' })
  expect(answer.headers.get('link')?.split(', ')).toEqual([
    '</assets/ko-h.js>; rel=modulepreload',
    '</assets/today-h.js>; rel=modulepreload',
    '</assets/today-h.css>; rel=preload; as=style; crossorigin',
  ])
})

test.each([
  '/assets/none-h.js',
  '/.vite/manifest.json',
  '/%2e%2e/%2e%2e/package.json',
  '/x.html',
])('%s is missing', async (place) => {
  expect((await get(place)).status).toBe(404)
})
