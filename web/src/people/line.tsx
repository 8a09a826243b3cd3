import { classes } from '../ui/classes.ts'

/**
 * What somebody else wrote, on one line: in its own direction, so that its end is what is cut off, but where the page's
 * lines begin.
 */
export const Line = ({ className, children }: { className?: string; children: string | null }) =>
  children === null ? null : (
    <bdi title={children} className={classes('block truncate ltr:text-left rtl:text-right', className)}>
      {children}
    </bdi>
  )
