package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

type testedServer struct {
	listener *limitedListener
	stop     func()
	ended    chan error
}

func startServer(t *testing.T, shutdownTimeout time.Duration) testedServer {
	t.Helper()
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	server := testedServer{listener, stop, make(chan error, 1)}
	go func() {
		server.ended <- serve(ctx, listener, settings{shutdownTimeout: shutdownTimeout})
	}()
	return server
}

// putHead begins a request that is in flight until its body has come: the test decides when.
var putHead = fmt.Sprintf("PUT /items/1 HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", len(lamp))

func (s testedServer) waitUntilBusy(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); s.listener.busy.Load() == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no connection is busy")
		}
	}
}

func TestDrainAnswersWhatIsInFlightAndRefusesTheRest(t *testing.T) {
	server := startServer(t, time.Minute)
	idle, busy := dial(t, server.listener), dial(t, server.listener)
	if status, _ := ask(t, idle, "/ready"); status != http.StatusOK {
		t.Fatalf("/ready is %d before the signal", status)
	}
	fmt.Fprint(busy, putHead)
	server.waitUntilBusy(t)

	server.stop()
	waitUntilRefused(t, server.listener.Addr().String())
	status, header := ask(t, idle, "/ready")
	if status != http.StatusServiceUnavailable || header.Get("Connection") != "close" {
		t.Errorf("/ready while draining: %d %v, want 503 and Connection: close", status, header)
	}

	fmt.Fprint(busy, lamp)
	status, header = receive(t, busy)
	if status != http.StatusOK || header.Get("Connection") != "close" {
		t.Errorf("the request in flight: %d %v, want 200 and Connection: close", status, header)
	}
	if err := <-server.ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
}

func TestDrainGivesUpAtItsDeadline(t *testing.T) {
	server := startServer(t, 50*time.Millisecond)
	fmt.Fprint(dial(t, server.listener), putHead)
	server.waitUntilBusy(t)
	server.stop()
	if err := <-server.ended; err == nil || !strings.Contains(err.Error(), "1 requests unanswered") {
		t.Errorf("serve ended with %v, want the number of requests unanswered", err)
	}
}

func TestDrainDoesNotWaitForSilentConnections(t *testing.T) {
	server := startServer(t, time.Minute)
	dial(t, server.listener) // accepted in order, so before the next is answered
	ask(t, dial(t, server.listener), "/health")
	begin := time.Now()
	server.stop()
	if err := <-server.ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
	// Server.Shutdown would spare the silent connection for five seconds.
	if took := time.Since(begin); took > 4*time.Second {
		t.Errorf("draining an idle server took %s", took)
	}
}

func TestDrainWaitsForTheSecondOfTwoPipelinedRequests(t *testing.T) {
	server := startServer(t, time.Minute)
	conn := dial(t, server.listener)
	// In one write, so that net/http reads both heads into its buffer at once.
	fmt.Fprint(conn, "GET /health HTTP/1.1\r\nHost: test\r\n\r\n"+putHead)
	if status, _ := receive(t, conn); status != http.StatusOK {
		t.Fatalf("the first is %d", status)
	}
	server.waitUntilBusy(t)
	server.stop()
	waitUntilRefused(t, server.listener.Addr().String())
	time.Sleep(100 * time.Millisecond) // longer than drain looks at a server without a busy connection
	fmt.Fprint(conn, lamp)
	if status, _ := receive(t, conn); status != http.StatusOK {
		t.Errorf("the second is %d, want 200", status)
	}
	if err := <-server.ended; err != nil {
		t.Errorf("serve ended with %v", err)
	}
}

func TestChunkedRequestsEndTheirConnection(t *testing.T) {
	server := startServer(t, time.Minute)
	body := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(lamp), lamp)
	for head, want := range map[string]string{
		"GET /health":  "",
		"HEAD /health": "",
		"POST /health": "HTTP/1.1 405",
		"PUT /items/1": "HTTP/1.1 200",
	} {
		conn := dial(t, server.listener)
		fmt.Fprintf(conn, "%s HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n%s", head, body)
		_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
		answer, err := io.ReadAll(conn) // up to the end of the connection
		if err != nil || !strings.HasPrefix(string(answer), want) || (want == "" && len(answer) > 0) {
			t.Errorf("chunked %s: %q, %v; want %q and the connection closed", head, answer, err, want)
		}
	}
}

func TestServeRefusesAHeadBeyond16KiB(t *testing.T) {
	server := startServer(t, time.Minute)
	const around = len("GET /health?x= HTTP/1.1\r\nHost: test\r\n\r\n")
	for size, want := range map[int]int{16 << 10: http.StatusOK, 16<<10 + 1: http.StatusRequestHeaderFieldsTooLarge} {
		target := "/health?x=" + strings.Repeat("a", size-around)
		if status, _ := ask(t, dial(t, server.listener), target); status != want {
			t.Errorf("a head of %d bytes: %d, want %d", size, status, want)
		}
	}
}

func ask(t *testing.T, conn net.Conn, target string) (int, http.Header) {
	t.Helper()
	if _, err := fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: test\r\n\r\n", target); err != nil {
		t.Fatal(err)
	}
	return receive(t, conn)
}

// receive reads one answer. The reader may take more than that from the connection, which is why
// no test sends more before it has read the last answer.
func receive(t *testing.T, conn net.Conn) (int, http.Header) {
	t.Helper()
	_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, response.Body)
	_ = response.Body.Close()
	header := response.Header
	if response.Close { // ReadResponse takes the header out and sets this
		header.Set("Connection", "close")
	}
	return response.StatusCode, header
}

func waitUntilRefused(t *testing.T, address string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			return
		}
		_ = conn.Close()
	}
	t.Fatal("the port still takes connections")
}
