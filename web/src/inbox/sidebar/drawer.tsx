import { PanelLeft } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useState } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Sidebar } from './sidebar.tsx'

/** The views on pages that have no room for them: behind a button, over the list. */
export const SidebarDrawer = ({ current }: { current: string }) => {
  const t = useTexts()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t.inbox.showViews} onClick={() => setOpen(true)}>
        <PanelLeft aria-hidden className="rtl:-scale-x-100" />
      </IconButton>
      <Radix.Root open={open} onOpenChange={setOpen}>
        <Radix.Portal>
          <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
          <Radix.Content
            aria-describedby={undefined}
            // Not its first button, which is somewhere in the middle: links are passed over.
            onOpenAutoFocus={(event) => {
              event.preventDefault()
              if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
            }}
            className="fixed inset-y-0 start-0 z-40 w-72 max-w-[85vw] overflow-y-auto border-line border-e bg-canvas pt-2 shadow-raised outline-none"
          >
            <Radix.Title className="px-4 font-semibold text-[0.9375rem]">{t.inbox.views}</Radix.Title>
            <Sidebar current={current} onGo={() => setOpen(false)} />
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </>
  )
}
