// Takes whatever it is sent and answers after 200 ms; prints its port.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  request.resume().once('end', () => setTimeout(() => response.end(), 200));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
