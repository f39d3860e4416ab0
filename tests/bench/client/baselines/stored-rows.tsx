import { type BareRow, BareRows } from './bare-rows.tsx'
import { render } from './render.tsx'

/** Reads all rows of the store with the browser's own calls. */
function readRows(): Promise<BareRow[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('bare', 1)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const reading = opening.result.transaction('rows').objectStore('rows').getAll()
      reading.onerror = () => reject(reading.error)
      reading.onsuccess = () => resolve(reading.result as BareRow[])
    }
  })
}

void readRows().then((rows) => render(<BareRows rows={rows} />))
