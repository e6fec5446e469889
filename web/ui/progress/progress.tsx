export interface ProgressProps {
  /** What is being done and how far it is: never a bar without words. */
  readonly children: string;
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
}

export function Progress({ children, done, total }: ProgressProps) {
  return (
    <div className="progress">
      <progress
        aria-label={children}
        {...(total === null ? {} : { value: Math.min(done, total), max: Math.max(total, 1) })}
      />
      <p aria-live="polite">{children}</p>
    </div>
  );
}
