import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useBranch } from '../../hooks/branch-client.tsx';

/** A photo of a case: its address once it has arrived, or that it cannot be had here. It never changes, so it is asked for once. */
export function useCasePhoto(caseId: string, photoId: string, as: 'page' | 'thumbnail'): { url: string | undefined; error: unknown } {
  const { query } = useBranch();
  const { data, error } = useQuery(query.cases.photo.queryOptions({ input: { caseId, photoId, as }, staleTime: Number.POSITIVE_INFINITY }));
  return { url: usePictureUrl(data), error };
}

/** An address for a picture in hand, let go with the part that shows it. */
export function usePictureUrl(picture: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!picture) return undefined;
    const made = URL.createObjectURL(picture);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [picture]);
  return url;
}
