import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTexts } from '../../../texts/texts.tsx'

/** Back to the list, where it is not beside the ticket. */
export const BackToList = () => {
  const t = useTexts()
  return (
    <Link
      to="/inbox"
      aria-label={t.inbox.backToList}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-hover max-sm:me-auto min-[1100px]:hidden"
    >
      <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
    </Link>
  )
}
