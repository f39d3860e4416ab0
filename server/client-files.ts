import { readFileSync } from 'node:fs'
import path from 'node:path'
import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import { readSessionCookie } from '#server/transport/session-cookie.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Locale, locale } from '#shared/people/views.ts'

/** What the build writes a compressed copy of, beside each file. */
const compressedTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

/**
 * A name with a hash never means anything else. The page itself is not kept aside by the browser when it is left: a person's
 * screen would come back after sign-out, and in WebKit a write that the page was in the middle of keeps the phone's
 * database shut for every page after it.
 */
function cachingOf(file: string): string {
  if (file.startsWith('/assets/')) return 'public, max-age=31536000, immutable'
  return file === '/index.html' ? 'no-store' : 'no-cache'
}

/** The built client: its files, and index.html for every address that is a screen. */
export function serveClient(folder: string, publicUrl: string): Router {
  const router = express.Router()
  const hints = readHints(folder, publicUrl)
  router.use((request, response, next) => sendCompressed({ request, response, next }, folder, request.path))
  router.use(
    express.static(folder, {
      index: false,
      setHeaders(response, file) {
        response.setHeader('Cache-Control', cachingOf(`/${path.relative(folder, file)}`))
      },
    }),
  )
  // Every other address is a screen of the app; what looks like a file is missing.
  router.get('/{*path}', (request, response, next) => {
    if (path.extname(request.path)) return next(new AppError('NOT_FOUND'))
    response.append('Link', hints(request))
    const plain = () => {
      response.set('Cache-Control', cachingOf('/index.html')).sendFile(path.join(folder, 'index.html'))
    }
    sendCompressed({ request, response, next: plain }, folder, '/index.html')
  })
  return router
}

type Exchange = { request: Request; response: Response; next: NextFunction }

/** The copy that the build compressed, where there is one and the browser can read it: compressing anew costs a start. */
function sendCompressed({ request, response, next }: Exchange, folder: string, file: string): void {
  const type = compressedTypes[path.extname(file)]
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (!type || !reads || !request.acceptsEncodings('br')) {
    next()
    return
  }
  response.sendFile(
    `${file.slice(1)}.br`,
    {
      root: folder,
      acceptRanges: false,
      headers: {
        'Content-Type': type,
        'Content-Encoding': 'br',
        'Cache-Control': cachingOf(file),
        Vary: 'Accept-Encoding',
      },
    },
    (error) => {
      // Missing, or the reader has gone.
      if (error && !response.headersSent) next()
    },
  )
}

type Chunk = { file: string; name?: string; css?: string[] }

/**
 * What a first visit needs beside what index.html names, so that it does not wait until the code asks for it: the words,
 * and for who has a session the screen that it opens on. Nothing where the client is not built.
 */
function readHints(folder: string, publicUrl: string): (request: Request) => string[] {
  let chunks: Record<string, Chunk>
  try {
    chunks = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8'))
  } catch {
    return () => []
  }
  const hintsOf = (chunk: Chunk | undefined) =>
    chunk
      ? [
          `</${chunk.file}>; rel=modulepreload`,
          ...(chunk.css ?? []).map((css) => `</${css}>; rel=preload; as=style; crossorigin`),
        ]
      : []
  const hints = Object.fromEntries(
    locale.options.map((option) => [option, hintsOf(chunks[`messages/${option}-first.ts`])]),
  ) as Record<Locale, string[]>
  const screen = hintsOf(Object.values(chunks).find(({ name }) => name === 'today'))
  return (request) => {
    // As the client chooses, where nobody has chosen yet.
    const found = request.acceptsLanguages('ko', 'en') || 'ko'
    return [...(hints[locale.parse(found)] ?? []), ...(readSessionCookie(request, publicUrl) ? screen : [])]
  }
}
