import type { ViewView } from '../../protocol.ts'
import { listAt } from '../../slack-server/json.ts'
import { Blocks } from './blocks.tsx'
import { useClient } from './context.ts'
import { HomeIcon } from './icons.tsx'
import { useInputs } from './use-inputs.ts'

/** The app's Home tab. */
export function Home({ view }: { view: ViewView | null }) {
  const { texts } = useClient()
  const blocks = view ? listAt(view.definition, 'blocks') : []
  const inputs = useInputs(blocks)
  if (!view)
    return (
      <div className="messages">
        <div className="empty">
          <span className="empty-mark" aria-hidden="true">
            <HomeIcon />
          </span>
          <p>{texts.homeEmpty}</p>
        </div>
      </div>
    )
  return (
    <div className="messages home">
      <Blocks blocks={blocks} place={{ view: view.id }} inputs={inputs} errors={{}} />
    </div>
  )
}
