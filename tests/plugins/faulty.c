/*
 * A plugin with one fault, chosen by -DFAULT_…; without any it works.
 *
 * Faults of loading come at once. Faults of running come only on canvases whose name is "Bad", so that the others show what still works.
 * PLUGIN_ID, ANALYZER and CODE may be given as well.
 */

#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "canvass.h"

#ifndef PLUGIN_ID
#define PLUGIN_ID "org.example.faulty"
#endif
#ifndef ANALYZER
#define ANALYZER "faulty"
#endif
#ifndef CODE
#define CODE "FLT001"
#endif
#ifndef MANIFEST_MAJOR
#define MANIFEST_MAJOR "1"
#endif

#if defined(FAULT_MANIFEST_TEXT)
#define MANIFEST "this is not JSON"
#elif defined(FAULT_MANIFEST_FORMAT)
#define MANIFEST "{\"manifest\": 1, \"id\": 5}"
#else
#define MANIFEST                                                                                                                             \
  "{\"manifest\": 1, \"id\": \"" PLUGIN_ID "\", \"version\": \"1\", \"title\": \"Faulty\", \"abi\": {\"major\": " MANIFEST_MAJOR ", \"minor\": 0},"   \
  " \"analyzers\": [{\"name\": \"" ANALYZER "\", \"summary\": \"Fails.\", \"rules\": [{\"code\": \"" CODE "\", \"slug\": \"faulty\","        \
  " \"severity\": \"hint\", \"summary\": \"a fault\", \"messages\": [{\"key\": \"fault\", \"text\": \"`{what}` is at fault\"}]}]}]}"
#endif

#ifndef FAULT_NO_MANIFEST
__attribute__((section(".canvass"), used)) static const char manifest[] = MANIFEST;
#endif

/* What happens while the library is being loaded. */

#if defined(FAULT_CONSTRUCTOR_ABORT)
__attribute__((constructor)) static void begin(void) { abort(); }
#elif defined(FAULT_CONSTRUCTOR_SEGFAULT)
static volatile int *volatile nowhere;
__attribute__((constructor)) static void begin(void) { *nowhere = 1; }
#elif defined(FAULT_CONSTRUCTOR_ENDLESS)
__attribute__((constructor)) static void begin(void) {
  signal(SIGTERM, SIG_IGN);
  for (;;) pause();
}
#elif defined(FAULT_CONSTRUCTOR_FORKS)
__attribute__((constructor)) static void begin(void) {
  if (fork() == 0) {
    sleep(10);
    _exit(0);
  }
  for (;;) pause();
}
#elif defined(FAULT_CONSTRUCTOR_EXIT)
__attribute__((constructor)) static void begin(void) { exit(FAULT_CONSTRUCTOR_EXIT); }
#endif

#ifdef FAULT_UNDEFINED_SYMBOL
extern void canvass_test_function_that_nobody_defines(void);
#endif

static CanvassText text_of(const char *words) {
  CanvassText text;
  text.data = (const uint8_t *)words;
  text.length = strlen(words);
  return text;
}

static int32_t create(const CanvassHostTable *host, CanvassText analyzer, CanvassText configuration, const CanvassErrorSink *errors, void **instance) {
  static int nothing;
  (void)host;
  (void)analyzer;
  (void)configuration;
  (void)errors;
#if defined(FAULT_CREATE_FAILS)
  errors->error(errors->context, text_of("the licence file is missing"));
  return CANVASS_STATUS_FAILED;
#elif defined(FAULT_CREATE_FAILS_SILENTLY)
  return 7;
#endif
  *instance = &nothing;
  return CANVASS_STATUS_OK;
}

static void destroy(void *instance) { (void)instance; }

static int32_t report(const CanvassSink *sink, bool bad) {
  CanvassArgumentRow argument;
  argument.name = text_of("what");
  argument.value = text_of("the canvas");
  CanvassPlace place;
  place.item = 0;
  place.field = CANVASS_NONE;
  place.index = CANVASS_NONE;
  CanvassEvidenceRow evidence;
  memset(&evidence, 0, sizeof evidence);
  evidence.place = place;
  evidence.says = text_of("here");
  CanvassFindingRow finding;
  memset(&finding, 0, sizeof finding);
  finding.struct_size = (uint32_t)sizeof finding;
  finding.code = text_of(CODE);
  finding.key = text_of("fault");
  finding.arguments = &argument;
  finding.argument_count = 1;
  finding.at = &place;
  finding.at_count = 1;
  finding.evidence = &evidence;
  finding.evidence_count = 1;
  finding.confidence = 0.5;
  if (bad) {
#if defined(FAULT_FINDING_CODE)
    finding.code = text_of("FLT002");
#elif defined(FAULT_FINDING_KEY)
    finding.key = text_of("other");
#elif defined(FAULT_FINDING_ITEM)
    place.item = 1000000;
#elif defined(FAULT_FINDING_FIELD)
    place.field = 9999;
#elif defined(FAULT_FINDING_INDEX)
    place.field = CANVASS_FIELD_NAME;
    place.index = 4000000000u;
#elif defined(FAULT_FINDING_EVIDENCE)
    evidence.place.item = 1000000;
#elif defined(FAULT_FINDING_CONFIDENCE)
    finding.confidence = FAULT_FINDING_CONFIDENCE;
#elif defined(FAULT_FINDING_UTF8)
    argument.value = text_of("\xff\xfe");
#elif defined(FAULT_FINDING_ARGUMENT)
    finding.argument_count = 0;
#elif defined(FAULT_FINDING_PLACE)
    finding.at_count = 0;
#elif defined(FAULT_FINDING_SEVERITY)
    finding.severity = 99;
#elif defined(FAULT_FINDING_FIX)
    finding.fix = text_of("put it right");
#elif defined(FAULT_FINDING_SIZE)
    finding.struct_size = 16;
#elif defined(FAULT_FINDING_NULL)
    return sink->finding(sink->context, NULL);
#elif defined(FAULT_FINDING_MANY)
    for (int count = 1; count < 20000; ++count) sink->finding(sink->context, &finding);
#endif
  }
  return sink->finding(sink->context, &finding);
}

static int32_t result(const CanvassSink *sink, bool bad) {
  CanvassEvent event;
  memset(&event, 0, sizeof event);
  event.kind = CANVASS_EVENT_KIND_BOOLEAN;
  event.integer = 1;
  if (bad) {
#if defined(FAULT_RESULT_END)
    event.kind = CANVASS_EVENT_KIND_END_OBJECT;
#elif defined(FAULT_RESULT_OPEN)
    event.kind = CANVASS_EVENT_KIND_BEGIN_LIST;
#elif defined(FAULT_RESULT_KEY)
    event.has_key = 1;
    event.key = text_of("key");
#elif defined(FAULT_RESULT_TWO)
    sink->events(sink->context, &event, 1);
#elif defined(FAULT_RESULT_NAN)
    event.kind = CANVASS_EVENT_KIND_NUMBER;
    event.number = NAN;
#elif defined(FAULT_RESULT_KIND)
    event.kind = 77;
#elif defined(FAULT_RESULT_UTF8)
    event.kind = CANVASS_EVENT_KIND_TEXT;
    event.text = text_of("\xc3");
#elif defined(FAULT_RESULT_DEEP)
    event.kind = CANVASS_EVENT_KIND_BEGIN_LIST;
    for (int depth = 0; depth < 1000; ++depth) sink->events(sink->context, &event, 1);
#elif defined(FAULT_RESULT_LARGE)
    static const char words[1 << 20] = {[0 ... (1 << 20) - 2] = 'x'};
    event.kind = CANVASS_EVENT_KIND_BEGIN_LIST;
    sink->events(sink->context, &event, 1);
    event.kind = CANVASS_EVENT_KIND_TEXT;
    event.text = text_of(words);
    for (int count = 0; count < 64; ++count) sink->events(sink->context, &event, 1);
#endif
  }
  return sink->events(sink->context, &event, 1);
}

__attribute__((unused)) static int32_t analyze(void *instance, const CanvassGraphTable *graph, const CanvassSink *sink) {
  CanvassTextRange name = graph->items[0].name;
  bool bad = name.length == 3 && memcmp(graph->text.data + name.offset, "Bad", 3) == 0;
  (void)instance;
#ifdef FAULT_UNDEFINED_SYMBOL
  canvass_test_function_that_nobody_defines();
#endif
  /* The statuses of the sink are ignored throughout: a plugin that does so must not get away with it. */
  report(sink, bad);
  result(sink, bad);
  if (bad) {
#if defined(FAULT_ANALYZE_FAILS)
    sink->errors.error(sink->errors.context, text_of("the moon is\x1b[31m full"));
    return CANVASS_STATUS_FAILED;
#elif defined(FAULT_ANALYZE_FAILS_SILENTLY)
    return 9;
#endif
  }
  return CANVASS_STATUS_OK;
}

#if defined(FAULT_MAGIC)
#define MAGIC "CANVAS!"
#else
#define MAGIC CANVASS_MAGIC
#endif
#if defined(FAULT_MAJOR)
#define MAJOR 2
#else
#define MAJOR CANVASS_ABI_MAJOR
#endif
#if defined(FAULT_MINOR)
#define MINOR 7
#else
#define MINOR 0
#endif
#if defined(FAULT_SIZE)
#define SIZE 48
#else
#define SIZE (uint32_t)sizeof(CanvassPluginTable)
#endif
#if defined(FAULT_FLAGS)
#define FLAGS 0
#else
#define FLAGS (CANVASS_FLAG_PANICS_CONTAINED | CANVASS_FLAG_DETERMINISTIC | CANVASS_FLAG_STATELESS)
#endif
#if defined(FAULT_ENDIANNESS)
#define ENDIANNESS 0x04030201
#else
#define ENDIANNESS CANVASS_ENDIANNESS
#endif

/* The entry function and the table; some faults leave one of them out. */

__attribute__((unused)) static const CanvassPluginTable table = {
    {MAGIC, SIZE, ENDIANNESS, (uint32_t)sizeof(void *), MAJOR, 0, MINOR, FLAGS},
    create,
    destroy,
#ifdef FAULT_NO_ANALYZE
    NULL,
#else
    analyze,
#endif
};

#if defined(FAULT_NO_ENTRY)
CANVASS_EXPORT const CanvassPluginTable *another_function(void) { return &table; }
#elif defined(FAULT_OTHER_ENTRY)
CANVASS_EXPORT const CanvassPluginTable *canvass_entry_v2(void) { return &table; }
#elif defined(FAULT_NULL_TABLE)
CANVASS_EXPORT const CanvassPluginTable *canvass_entry_v1(void) { return NULL; }
#else
CANVASS_EXPORT const CanvassPluginTable *canvass_entry_v1(void) { return &table; }
#endif
