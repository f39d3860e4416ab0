import './face.css'
/** 1 is the hardest, 5 the best: the same five for every question, so that right is always better. */
export type FaceLevel = 1 | 2 | 3 | 4 | 5

/** An ink ring that a brush has not quite closed. */
const ring = 'M29.2 6.9A16 16 0 1 0 33.6 11.6'

/** Lids that sink, eyes that tire, open, open, at ease: no tears, no teeth, no brows that judge. */
const eyes: Record<FaceLevel, string> = {
  1: 'M11.7 17.6c1.5 1.3 3.5 1.3 5 .3M28.3 17.6c-1.5 1.3-3.5 1.3-5 .3',
  2: 'M12.4 17.2c1.2-.5 2.6-.8 3.8-.9M27.6 17.2c-1.2-.5-2.6-.8-3.8-.9M14.5 17.6v1.3M25.5 17.6v1.3',
  3: 'M14.3 16.4v2.4M25.7 16.4v2.4',
  4: 'M14.3 16v2.6M25.7 16v2.6',
  5: 'M11.8 18.2c1.2-2.3 3.8-2.3 5 0M23.2 18.2c1.2-2.3 3.8-2.3 5 0',
}
const mouths: Record<FaceLevel, string> = {
  1: 'M16 27c2.4-1.4 5.6-1.4 8 0',
  2: 'M16 26.6c2.4-.6 5.6-.6 8 0',
  3: 'M15.6 26.2h8.8',
  4: 'M15 25.4c2.6 2 7.4 2 10 0',
  5: 'M14.2 24.6c2.6 3.6 9 3.6 11.6 0',
}

/** One of the five faces: an ink line without colour. It says nothing by itself; its word stands beside it. */
export function Face({ level }: { level: FaceLevel }) {
  return (
    <svg viewBox="0 0 40 40" className="face-line" aria-hidden="true" focusable="false">
      <path d={ring} />
      <path d={eyes[level]} />
      <path d={mouths[level]} />
    </svg>
  )
}
