// Virtual users that send a request and sleep for a second.
import http from 'k6/http';
import { sleep } from 'k6';

export default function () {
  http.get(__ENV.TARGET);
  sleep(1);
}
