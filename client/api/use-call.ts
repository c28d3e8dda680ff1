import { useMutation } from '@tanstack/react-query';
import type { Endpoint } from '../../shared/contracts/endpoint.ts';
import { call, type RequestOf, type ResponseOf } from './call.ts';

/** A write as a hook: `isPending` drives the button's busy state, `error` the sentence under it. */
export function useCall<E extends Endpoint>(
  endpoint: E,
  options: { onSuccess?: (response: ResponseOf<E>, request: RequestOf<E>) => void } = {},
) {
  return useMutation<ResponseOf<E>, Error, RequestOf<E>>({
    mutationFn: (request) => call(endpoint, request),
    ...options,
  });
}
