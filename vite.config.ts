import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type IndexHtmlTransformContext, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { viewsDigest } from '#server/lib/views-digest.ts'
import { queries } from '#shared/features.ts'
import manifest from './package.json' with { type: 'json' }

const client = path.join(import.meta.dirname, 'client')
const target = ['chrome120', 'safari17', 'firefox121']

/**
 * What the entry imports, which comes along by itself, and the small parts that nearly every screen is made of: in a piece
 * of their own each screen would ask for them once more.
 */
const everyScreen = new RegExp(
  [
    'client/(index\\.html|app/main)',
    'client/ui/(row|row-group|loaded|marks|dock|use-now|segments|text-area)\\.tsx?$',
    'client/lib/(calendar-day|unsent-edit)',
    'client/commands/(?!shifts|check-ins|policies|rulings)[a-z-]+-paths',
    'client/offline/react/(use-unsent|sync-line)',
    'icons/(award|pencil-line|notebook-text|file-search|message-circle)\\.',
    'shared/(people/|today/|coaching/|scorecards/)rules',
  ].join('|'),
)

/** Returns the feature whose folder a module lies in. */
const featureOf = (module: string) => /client\/features\/([^/]+)/.exec(module)?.[1] ?? null

/** Writes FILE.br beside every text file, at the highest level: compressing at each request would cost both sides. */
function compressed(): Plugin {
  let folder = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved(config) {
      folder = path.resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      // After the service worker has been written.
      async handler() {
        const files = await readdir(folder, { recursive: true })
        const texts = files.filter((file) => /\.(css|html|js|svg|webmanifest)$/.test(file))
        await Promise.all(
          texts.map(async (file) => {
            const place = path.join(folder, file)
            await writeFile(`${place}.br`, await promisify(brotliCompress)(await readFile(place)))
          }),
        )
      },
    },
  }
}

/**
 * Puts client/app/first.ts before everything else in index.html, as a classic script: a module would be run when the app's
 * own code, a hundred times as long, has been compiled. It is told the files that a first screen needs.
 */
function firstScript(): Plugin {
  let fileName = ''
  return {
    name: 'first-script',
    apply: 'build',
    async buildStart() {
      const source = await bundledFirst()
      fileName = `assets/first-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`
      this.emitFile({ type: 'asset', fileName, source })
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const neededBy = (name: string): string => {
          const piece = Object.values(bundle).find(
            (file) => file.type === 'chunk' && file.name === name && file.code.trim() !== '',
          )
          if (!piece) throw new Error(`The build has no piece ${name}`)
          const files = new Set<string>()
          addNeeded(bundle, piece.fileName, files)
          return [...files].map((file) => `/${file}`).join(' ')
        }
        const attrs = {
          src: `/${fileName}`,
          'data-ko': neededBy('ko-first'),
          'data-en': neededBy('en-first'),
          'data-today': neededBy('today'),
        }
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }]
      },
    },
  }
}

type Bundle = NonNullable<IndexHtmlTransformContext['bundle']>

/** Adds a piece, the pieces that it imports, and their sheets; the app's entry is on its way already. */
function addNeeded(bundle: Bundle, fileName: string, files: Set<string>): void {
  const piece = bundle[fileName]
  if (piece?.type !== 'chunk' || piece.isEntry || files.has(fileName)) return
  files.add(fileName)
  for (const sheet of piece.viteMetadata?.importedCss ?? []) files.add(sheet)
  for (const imported of piece.imports) addNeeded(bundle, imported, files)
}

async function bundledFirst(): Promise<string> {
  const built = await build({
    configFile: false,
    root: client,
    logLevel: 'warn',
    build: {
      write: false,
      target,
      rolldownOptions: { input: path.join(client, 'app/first.ts'), output: { format: 'iife' } },
    },
  })
  const [first] = Array.isArray(built) || !('output' in built) ? [] : built.output
  if (first?.type !== 'chunk') throw new Error('The first script was not built')
  return first.code
}

// The client alone: the server runs from its sources. Nothing is inlined, because the pages allow no inline code.
export default defineConfig({
  // From here, not from where the build was started.
  root: client,
  define: {
    DURE_VERSION: JSON.stringify(manifest.version),
    DURE_VIEWS: { all: viewsDigest(queries), me: viewsDigest({ people: { me: queries.people.me } }) },
  },
  build: {
    outDir: path.join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target,
    sourcemap: 'hidden',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // The first paint carries the names of all pieces: 48 bits tell them apart from those of all releases that a phone has seen.
        // The service worker knows one of them by its name.
        chunkFileNames: ({ name }) =>
          name === 'temporal' ? 'assets/[name]-[hash:8].js' : 'assets/[hash:8].js',
        codeSplitting: {
          // Small pieces compress worse and are asked for one by one, each by its own way through the service worker.
          groups: [
            // Addresses of screens that hardly anybody starts with; last, or it would draw in what they share with others.
            { name: 'later-routes', test: /client\/(app|features\/[^/]+)\/later-routes/, priority: 0.5 },
            // They are asked for together once the app has started: one name in the first script in place of many. Those that
            // share what they read with a screen would bring it along.
            {
              name: 'after-start',
              test: /client\/features\/(?!audits|calibration|check-ins|escalations)[^/]+\/after-start/,
              priority: 0.4,
            },
            { name: 'temporal', test: /node_modules\/temporal-/, priority: 6 },
            { name: 'base', test: everyScreen, priority: 5 },
            // Addresses that nothing of the first paint leads to: no reason to bring the addresses of all later screens.
            {
              name: 'later-paths',
              test: /client\/commands\/(shifts|check-ins|policies|rulings)-paths/,
              priority: 4.9,
            },
            // What several screens write with: no part of any one screen.
            {
              name: 'commands',
              test: /client\/commands\/(coaching|today|on-phone)|client\/lib\/opened-rows|offline\/outbox\/(phone-command|contract-values)/,
              priority: 4,
            },
            // The shape of a person is asked for by writing and reading alike, and is no reason for either to bring the other.
            { name: 'people-views', test: /shared\/people\/views/, priority: 4.5 },
            { name: 'audit-rules', test: /shared\/audits\/rules/, priority: 3.9 },
            // The reader of files is of the import alone.
            {
              name: 'tables',
              test: /shared\/(tables\/(?!write)|audits\/import)|client\/lib\/phone-table/,
              priority: 3.8,
            },
            // Icons of shifts and of the exposure record are drawn there and under Me alone.
            {
              name: 'later-icons',
              test: /icons\/(calendar-days|calendar-plus|calendar-range|chevron-left|lock|rotate-ccw-clock)\./,
              priority: 3.75,
            },
            // Where an escalation came from is said by the screens that raise one, and by no form.
            {
              name: 'escalation-rows',
              test: /client\/ui\/escalation-rows|icons\/(circle-question-mark|phone-call|scale|split)\./,
              priority: 3.75,
            },
            // Policies in their areas are chosen by a few forms.
            {
              name: 'policy-options',
              test: /client\/lib\/policy-options|shared\/policies\/tree/,
              priority: 3.75,
            },
            // Two screens that draw the same icon are no reason for one to bring the other.
            { name: 'icons', test: /lucide/, minShareCount: 2, priority: 3.7 },
            // Figures and their charts: a screen without any does not bring their statistics along.
            {
              name: 'figures',
              test: /client\/ui\/(chart-|control-chart|interval|axis)|shared\/(statistics\/(?!score)|scorecards\/week-chart|goals\/baseline)/,
              minShareCount: 3,
              priority: 3.6,
            },
            // Which steps an escalation allows is asked by Today and by escalations, and by no other screen.
            { name: 'steps', test: /shared\/escalations\/step-rules/, priority: 3.66 },
            // A clock that runs down is drawn by escalations, questions and talks, and by no part of a person's page.
            { name: 'clocks', test: /client\/ui\/clock-span|shared\/core\/clock/, priority: 3.66 },
            // The rules of scores are of reviews and rubrics alone.
            {
              name: 'scores',
              test: /shared\/((rubrics|reviews)\/rules|statistics\/score)/,
              minShareCount: 2,
              priority: 3.65,
            },
            // What a few screens share, so that none brings another along.
            {
              name: 'parts',
              test: /client\/(ui(?!\/(password|file|escalation-rows))|lib(?!\/(download|policy-options))|offline)\/|shared\/(?!core\/retention|goals\/rules|inbox\/choice|meetings|policies|questions|shifts|rulings|search|calibration|rubrics|reviews|check-ins|administration|escalations|scorecards\/(rate|past|period)-|statistics\/(sampling|score))(statistics|policy|.*rules)|query/,
              minShareCount: 3,
              priority: 3.5,
            },
            // What every form is made with: one piece, which the first form that is opened brings along.
            {
              name: 'forms',
              test: /client\/forms\/|react-hook-form|offline\/(react\/use-draft|outbox\/(drafts|given-back))/,
              priority: 3.2,
            },
            // Today and a team's page share it, which is no reason to bring Today's rows along.
            {
              name: 'compose',
              test: /client\/features\/today\/compose/,
              priority: 3.8,
            },
            { name: 'search-link', test: /client\/app\/pages\/search-link|icons\/search\./, priority: 3.85 },
            {
              name: 'today',
              test: /client\/(app\/pages\/today-place|features\/.*\/today-rows)/,
              priority: 3,
            },
            // Writing a note is no reason to bring the person's page along.
            {
              name: 'notes',
              test: /client\/features\/coaching\/(note-form|note-text|data|error-cases|use-draft|veil|kind-mark|criterion-text)/,
              minShareCount: 2,
              priority: 2.5,
            },
            // Nor is the choice of a day on which people work.
            { name: 'days-off', test: /client\/features\/coaching\/follow-up-days/, priority: 2.55 },
            // A team's page and a person's draw the same figures, and have nothing else in common.
            {
              name: 'scorecard',
              test: /client\/features\/scorecards\/(week-chart|figures|verdict|rate-|among|error-rows|period-bar|score-sentence|signal-|links|policy-rows|.*\.css)/,
              minShareCount: 2,
              priority: 2.6,
            },
            // As with the parts of a goal that its own pages share with a person's.
            {
              name: 'goals',
              test: /client\/features\/goals\/(data|share|.*\.css)/,
              minShareCount: 2,
              priority: 2.4,
            },
            // As with the days of 1:1s and their agenda.
            {
              name: 'meetings',
              test: /client\/features\/meetings\/(data|meeting-text|.*\.css)|shared\/meetings\/(agenda|occurrence)-rules/,
              minShareCount: 2,
              priority: 2.4,
            },
            // When people work is asked by a few screens, none of which should bring another along.
            {
              name: 'shifts',
              test: /shared\/shifts\/rules/,
              minShareCount: 2,
              priority: 2.7,
            },
            // The parts of a person's page are those of a record that is read in an emergency, which has no timeline.
            { name: 'person-parts', test: /client\/app\/pages\/person-parts/, priority: 2.35 },
            // What each feature makes its entries of a timeline with: no part of any one feature.
            { name: 'timeline', test: /client\/manifest\/timeline/, priority: 2.3 },
            // Reviews on a person's page are no reason for a team's page, which shares its figures, to bring them along.
            {
              name: 'reviews',
              test: /client\/features\/reviews\/(review-figures|data)|shared\/reviews\/figures-rules/,
              priority: 2.2,
            },
            {
              name: 'person',
              test: /client\/features\/.*\/(timeline-entries|person-slots)/,
              priority: 2,
            },
            {
              name: 'inbox',
              test: /client\/(app\/pages\/inbox-place|features\/.*\/notification-marks)/,
              priority: 2,
            },
            // A feature's sheets are small and define only their own classes: its first screen brings them all.
            { name: featureOf, debugName: 'sheets', test: /client\/features\/.*\.css$/, priority: 0 },
          ],
        },
      },
    },
  },
  plugins: [
    react(),
    firstScript(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'pwa',
      filename: 'worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      injectManifest: { globPatterns: ['**/*.{html,js,css,svg,webmanifest}'], rollupFormat: 'iife' },
      manifest: {
        id: '/',
        name: 'Dure 두레',
        short_name: 'Dure',
        description: '콘텐츠 검수 팀을 위한 코칭 노트, 성과 기록, 후속 확인',
        lang: 'ko',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        theme_color: '#faf7f0',
        background_color: '#faf7f0',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
    }),
    compressed(),
  ],
})
