import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useBranch } from '../../hooks/branch-client.tsx';

/** The address of a photo of a case; undefined until it has arrived. It never changes, so it is asked for once. */
export function useCasePhoto(caseId: string, photoId: string, as: 'page' | 'thumbnail'): string | undefined {
  const { query } = useBranch();
  const { data } = useQuery(query.cases.photo.queryOptions({ input: { caseId, photoId, as }, staleTime: Number.POSITIVE_INFINITY }));
  return usePictureUrl(data);
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
