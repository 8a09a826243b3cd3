import { LoaderCircle } from 'lucide-react'

/** Work is under way; what it is, the words beside it say. */
export const Spinner = () => <LoaderCircle aria-hidden className="size-4 animate-spin" />
