#include "modules/plan_import/reading.h"
#include "modules/plan_import/testing/accounting.h"

/* A real plan, which is not part of the project. It lies beside it where it may; its cells were
 * compared with the document by eye and are held here by their SHA-256. */
#define SEED "../shared/seeds/004_cf9b1f122b977657.txt"
#define UNIT "\x1f"
#define RECORD "\x1e"

typedef struct SeedCategory {
    int year;
    const char *name;
    size_t n_activities;
} SeedCategory;

static const SeedCategory seed_categories[] = {
    {2021, "Tillsynsprojekt", 2},      {2021, "Handläggarsöd", 2},
    {2021, "Utbildning/workshops", 1}, {2021, "Övrigt utvecklingsarbete", 2},
    {2021, "Handläggarträffar", 4},    {2021, "Styrning av Miljösamverkan", 5},
    {2021, "Övriga träffar", 6},       {2021, "Kommunikation", 3},
    {2022, "Tillsynsprojekt", 2},      {2022, "Handläggarsöd", 2},
    {2022, "Utbildning/workshops", 0}, {2022, "Övrigt utvecklingsarbete", 2},
    {2022, "Handläggarträffar", 4},    {2022, "Styrning av Miljösamverkan", 5},
    {2022, "Övriga träffar", 6},       {2022, "Kommunikation", 3},
};

static const char *const seed_activities[] = {
    "649825ff11eab1f98030263bc0e5b6bec52d427a272e416b41f176d2d2624cc2",
    "78286bfbf2f7db523e4ada082f222c56549252b46161c9f7f1db5a7f30610d6d",
    "c5390ec3bd8656d9bb0610aeb6891268551bffaae707084bc2e91b58f505cea3",
    "29bcb91664f634b52208fb8192c7113b0cb39186539f9fae36c36f3e874ca5e4",
    "b13e0ea22918842096c531a2af95a1fdd39d5d4e5437f86b0600dfd07b431d39",
    "84851d78eae70c67cbfbe4c6a76bf082f29ec67199b856f2b7d48f42fda50835",
    "d7beb865f0cd706cdae8426743d5a46dc032495ae22d46238cba4eb615c06301",
    "c6e945893d64b58141006cc7e3b20f16bff965b850e90cd5f9e3b3d8a290f882",
    "99fe819f49dc31237b43a8d855763cdff0e26dd647d9fa6edbeaf598a82b9b8f",
    "f3851ebd783a170bca964539b133056dfc89d4a45698a36cd5ba3f53deb5bb72",
    "51b366e57767b50a9b5beff9442d821cefa04bd1f4d3e36b69e6bf6400f099b8",
    "639505749021bd080471fa80292f28169a63103d920e027d06b16a46e8ebf0f2",
    "53d90a32c837582825fa22cf266d891f27e9176246d2b02e6693d5a904dae407",
    "e2d64a7eb1eef502682b2bf97b6b43dcec37565388582792f06c555e752261f9",
    "64452953405f9de601e63513b77978336582c076cd0f4afc40d8572227b42e39",
    "5937ac044bd36b2639a875d52b3dd61ef7c9027bb764b70967c2c80b2518ee4a",
    "f70c921f416041593afac68b18f56b3c1624bb963035c955317bc226431b7712",
    "85c316b20e0bfab2e19771001868e835ee7089450d953dbf9522a7ab0bf9866c",
    "a81ee4a161c1b11fff5af77f860dd50d239b6ae60b8d7e336a4e49e14c9083c1",
    "7cdaf48e61b27806296454e8fc08277059802ffb68793a946e65501b236a7a46",
    "9c75557d3081f5c37bc6c42513ea82d538938b871bbf8347e982cd1ec287b782",
    "5f9137226b266bb7a98d42e377183668123e5824551f36725d5ddbe3ef0aabba",
    "f640601ecaf942ba21d0c8d209abeff60199792b770b5c997f11a99f3e0e478a",
    "b48c6cab4c7fbbbc43656b842dcf2af0f71de6b9834162e4bee2fd043df1f9f7",
    "da59779d8877a7cbe7d3247c104319ac986daebbc7d0100bb89e2083a484817c",
    "8f3df7db56da154de139abc66ccde4bf4b0c9b6d0c463a59130f6d458c01bb1e",
    "63e36ff160052a42a7c0944d8295ce55e60f3f422ea191646d9621bc31d1af8c",
    "ff7a3e79b0c136798255cc12e165e1a1ed23542a6b99df02f5cf276227c4ba60",
    "3c707a9fd15b90223e1042ffe437dbcf229aed14264b6dc72a14992d0f353d41",
    "a162945b7649e5d58f0ef62a1805e4132179e1fb7596566bb461dfa18dbb3009",
    "5c8b27adf918e86f3791162f54c22d317eb9a26d2159b9acc934594985590703",
    "f4ecc162404b045277b71df16ab148647e307ab7ad559d8c4d42625d2f2b0c3f",
    "ad7d3459b01a6ccece2e60fb8d5b2f830f6a7026779fcd3cb3ce042f5b37fd23",
    "b1766e3f6a142388be621bdc16aa11fdfe66310fdd1f70b477c9595ff5803363",
    "add141a2aaa0b16a50f67f9389897d4bf62c2d9b5b68db9216e153b032a0b47a",
    "639505749021bd080471fa80292f28169a63103d920e027d06b16a46e8ebf0f2",
    "53d90a32c837582825fa22cf266d891f27e9176246d2b02e6693d5a904dae407",
    "75381787d8668e47faac969f5d9df47d5a597aff37bc0710e4a703cb1c79493f",
    "c950c1e53d149bb86f0e0b1975bbb69f05381e977673c83eae4f1832b33601a6",
    "828c23600d4717c2cf9e69d25dc0c5f5cf7dff286a7886f3999980a18d5fb5e8",
    "fac75da47852f9092b2d48c6b98704047706fc2045e1325c205ec50b277e6e9e",
    "1e356badf06dc0263650f383b704dc82846234ad0588a0c57f2198f1f1abf750",
    "49952620dfdc566edf55d35cfdadbb343a355491b097f0f4dfbdb7b4d4bf63c2",
    "1e84141ae9328f66381ccc778443f8f3c58a5123c6504141b57d9bfd131dfb31",
    "0f3262ff1b6b6b60497525489d583db48123e1cc838acb34caa0ba661a881fc9",
    "78e3d2d63ac53eac40ccdbc8cae3f74c7c69ba1dfb46e0103ee6bb000808e125",
    "f640601ecaf942ba21d0c8d209abeff60199792b770b5c997f11a99f3e0e478a",
    "15c3a6eb5622bc3f7fb81463382bb62fef820a2281201c6d1404608eba84de7c",
    "a4d11f447621d19966fd06cf838c6e7bbe1563d71f74874d1b6d5479f89b12c2",
};

static bool read_seed(Arena *arena, SourceDocument *ret_document, PlanReading *ret) {
    g_autofree char *text = NULL;
    gsize size;
    if (!g_file_get_contents(SEED, &text, &size, NULL)) {
        g_test_skip("the document is not here");
        return false;
    }
    g_autoptr(GError) error = NULL;
    Bytes bytes = {(const uint8_t *)arena_strndup(arena, text, size), size};
    source_read(arena, bytes, ret_document, &error);
    g_assert_no_error(error);
    plan_read(arena, ret_document, NULL, ret, &error);
    g_assert_no_error(error);
    return true;
}

static void assert_hash(const char *text, const char *hash) {
    g_autofree char *made = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    g_assert_cmpstr(made, ==, hash);
}

static void test_years(void) {
    g_autoptr(Arena) arena = arena_new();
    SourceDocument document;
    PlanReading plan;
    if (!read_seed(arena, &document, &plan))
        return;
    g_assert_cmpint(plan.first_year, ==, 2021);
    g_assert_cmpint(plan.last_year, ==, 2023);
    g_assert_cmpuint(plan.n_years, ==, 2);
    size_t k = 0;
    for (size_t y = 0; y < plan.n_years; y++)
        for (size_t c = 0; c < plan.years[y].n_categories; c++, k++) {
            g_assert_cmpuint(k, <, G_N_ELEMENTS(seed_categories));
            g_assert_cmpint(plan.years[y].year, ==, seed_categories[k].year);
            g_assert_cmpstr(plan.years[y].categories[c].name, ==, seed_categories[k].name);
            g_assert_cmpuint(plan.years[y].categories[c].n_activities, ==,
                             seed_categories[k].n_activities);
        }
    g_assert_cmpuint(k, ==, G_N_ELEMENTS(seed_categories));
}

static char *joined_cells(Arena *arena, const ReadActivity *activity) {
    const char *text = activity->cells[0].text;
    for (int column = 1; column < N_READ_COLUMNS; column++)
        text = arena_printf(arena, "%s" UNIT "%s", text, activity->cells[column].text);
    return arena_strdup(arena, text);
}

static void test_cells(void) {
    g_autoptr(Arena) arena = arena_new();
    SourceDocument document;
    PlanReading plan;
    if (!read_seed(arena, &document, &plan))
        return;
    size_t k = 0;
    for (size_t y = 0; y < plan.n_years; y++)
        for (size_t c = 0; c < plan.years[y].n_categories; c++) {
            const ReadCategory *category = &plan.years[y].categories[c];
            for (size_t a = 0; a < category->n_activities; a++, k++) {
                g_assert_cmpuint(k, <, G_N_ELEMENTS(seed_activities));
                assert_hash(joined_cells(arena, &category->activities[a]), seed_activities[k]);
            }
        }
    g_assert_cmpuint(k, ==, 25 + 24);
}

static void test_bank_and_national(void) {
    g_autoptr(Arena) arena = arena_new();
    SourceDocument document;
    PlanReading plan;
    if (!read_seed(arena, &document, &plan))
        return;
    g_assert_cmpuint(plan.n_bank, ==, 11);
    g_autoptr(GString) bank = g_string_new(NULL);
    for (size_t i = 0; i < plan.n_bank; i++)
        g_string_append_printf(bank, "%s%s" UNIT "%s", i > 0 ? RECORD : "", plan.bank[i].heading,
                               plan.bank[i].title);
    assert_hash(bank->str, "337addc5571abb453a4a57377a3a5db47bbb85800458fabaf4b52c4746aaf162");
    g_assert_cmpuint(plan.n_national, ==, 5);
    g_autoptr(GString) national = g_string_new(NULL);
    for (size_t i = 0; i < plan.n_national; i++) {
        const ReadNational *one = &plan.national[i];
        g_assert_cmpint(one->year, ==, 2021);
        g_string_append_printf(national, "%s%s" UNIT "%s" UNIT "%s", i > 0 ? RECORD : "",
                               one->heading, one->title, one->authority);
    }
    assert_hash(national->str, "0ea80fdd7b3db9bf3063519a8d33f5bfc59806a23e2a1fd4fc052b3ed60e815c");
}

static void test_text_and_budget(void) {
    g_autoptr(Arena) arena = arena_new();
    SourceDocument document;
    PlanReading plan;
    if (!read_seed(arena, &document, &plan))
        return;
    g_assert_cmpuint(plan.n_chapters, ==, 4);
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < plan.n_chapters; i++)
        g_string_append_printf(text, "%s%s" UNIT "%s", i > 0 ? RECORD : "",
                               plan.chapters[i].heading, plan.chapters[i].text);
    assert_hash(text->str, "ec9dd64acb007e49d5565cee848e78a7f5f3669aa4005348feaf457fc7165db1");
    g_assert_cmpuint(plan.n_budget, ==, 15);
    g_autoptr(GString) budget = g_string_new(NULL);
    for (size_t i = 0; i < plan.n_budget; i++) {
        g_assert_cmpuint(plan.budget[i].n_cells, ==, 2);
        g_string_append_printf(budget, "%s%s" UNIT "%s", i > 0 ? RECORD : "",
                               plan.budget[i].cells[0], plan.budget[i].cells[1]);
    }
    assert_hash(budget->str, "956c95de82e4298345b54f2c80dc53abff1b5ff3535e95e1c8bbe0e491ab4376");
    g_assert_cmpuint(plan.n_unplaced, ==, 0);
}

static bool is_warned(const PlanReading *plan, int line, const char *words) {
    for (size_t i = 0; i < plan->n_warnings; i++)
        if (plan->warnings[i].line == line && strstr(plan->warnings[i].text, words) != NULL)
            return true;
    return false;
}

static void test_warnings(void) {
    g_autoptr(Arena) arena = arena_new();
    SourceDocument document;
    PlanReading plan;
    if (!read_seed(arena, &document, &plan))
        return;
    g_assert_true(is_warned(&plan, 62, "menas \"Handläggarstöd\"?"));
    g_assert_true(is_warned(&plan, 63, "\"Giffri miljö\" – menas \"Giftfri miljö\"?"));
    g_assert_true(is_warned(
        &plan, 63, "\"Dricksvatten av god kvalitet\" är inget av de 16 miljökvalitetsmålen"));
    g_assert_true(is_warned(&plan, 104, "menas \"Flertalet\"?"));
    g_assert_true(is_warned(&plan, 116, "menas \"Giftfri miljö\"?"));
    g_assert_true(is_warned(&plan, 123, "inget är planerat"));
    g_assert_true(is_warned(&plan, 130, "Värdkommun saknas"));
    g_assert_true(is_warned(&plan, 150, "fortsättning på"));
    g_assert_true(is_warned(&plan, 175, "rubrik i förslagsbanken"));
    g_assert_true(is_warned(&plan, 179, "rubrik i förslagsbanken"));
}

static void test_accounting(void) {
    g_autoptr(Arena) arena = arena_new();
    SourceDocument document;
    PlanReading plan;
    if (read_seed(arena, &document, &plan))
        g_assert_cmpstr(accounting_fault(arena, &document, &plan), ==, NULL);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan-reading/seed/years", test_years);
    g_test_add_func("/plan-reading/seed/cells", test_cells);
    g_test_add_func("/plan-reading/seed/bank-and-national", test_bank_and_national);
    g_test_add_func("/plan-reading/seed/text-and-budget", test_text_and_budget);
    g_test_add_func("/plan-reading/seed/warnings", test_warnings);
    g_test_add_func("/plan-reading/seed/accounting", test_accounting);
    return g_test_run();
}
