import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../texts/texts.tsx'
import { IconButton } from './button.tsx'

/** Text to take away whole: a secret, a line for a shell, a sample of code. Always left to right. */
export const CopyText = ({ text, label }: { text: string; label: string }) => {
  const t = useTexts()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2_000)
  }
  return (
    <div className="flex items-start gap-1 rounded-md border border-line bg-sunken p-1 ps-2.5" dir="ltr">
      <pre className="min-w-0 flex-1 overflow-x-auto py-1.5 font-mono text-xs leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
      <IconButton label={copied ? t.shell.copied : `${t.shell.copy}: ${label}`} onClick={copy}>
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      </IconButton>
    </div>
  )
}
