// Tukangku - kanvas model bisnis sebagai graf
CREATE (bmc:BusinessModelCanvas {name: 'Tukangku', tahun: 2025})

// Segmen pelanggan
CREATE (cs1:CustomerSegment {name: 'Pemilik rumah yang butuh perbaikan kecil'})
CREATE (cs2:CustomerSegment {name: 'Tukang ledeng, listrik, dan cat harian'})

// Proposisi nilai
CREATE (vp1:ValueProposition {name: 'Tukang terdekat datang dalam dua jam'})
CREATE (vp2:ValueProposition {name: 'Tarif jelas sebelum mulai kerja'})
CREATE (vp3:ValueProposition {name: 'Tukang mendapat panggilan setiap hari tanpa mangkal'})

// Saluran
CREATE (ch1:Channel {name: 'Aplikasi Android'})
CREATE (ch2:Channel {name: 'Toko bahan bangunan'})

// Hubungan pelanggan
CREATE (cr1:CustomerRelationship {name: 'Garansi tujuh hari'})
CREATE (cr2:CustomerRelationship {name: 'Grup obrolan tukang per kota'})

// Arus pendapatan
CREATE (rs1:RevenueStream {name: 'Potongan 12% dari upah tiap pekerjaan'})

// Sumber daya
CREATE (kr1:KeyResource {name: '5.400 tukang terverifikasi'})
CREATE (kr2:KeyResource {name: 'Aplikasi dan peta'})

// Aktivitas
CREATE (ka1:KeyActivity {name: 'Mencocokkan pemilik rumah dengan tukang'})
CREATE (ka2:KeyActivity {name: 'Verifikasi KTP dan uji keterampilan'})
CREATE (ka3:KeyActivity {name: 'Menangani keluhan'})

// Mitra
CREATE (kp1:KeyPartnership {name: 'Jaringan toko bahan bangunan'})
CREATE (kp2:KeyPartnership {name: 'Dompet digital'})

// Biaya
CREATE (co1:Cost {name: 'Gaji tim'})
CREATE (co2:Cost {name: 'Iklan'})
CREATE (co3:Cost {name: 'Ganti rugi garansi'})

CREATE (vp1)-[:SERVES]->(cs1)
CREATE (vp2)-[:SERVES]->(cs1)
CREATE (vp3)-[:SERVES]->(cs2)
CREATE (ch1)-[:REACHES]->(cs1)
CREATE (ch2)-[:REACHES]->(cs2)
CREATE (ka1)-[:SUPPORTS]->(vp1)
CREATE (rs1)-[:PART_OF]->(bmc)
